"""The lists of whom to trust take only what is safe to trust."""

import json

import pytest
from django.contrib.auth.models import Group

from pgx.accounts.models import Role, User
from pgx.ehr.models import CdsClient, FhirServer
from tests.ehr.clients.signing import ec, public, rsa

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    user = User.objects.create_user("adm")
    user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
    client.force_login(user)
    return client


def add(client, what, **fields):
    return client.post(f"/admin/ehr/{what}/add/", {"is_active": "on", "name": "it", **fields})


def errors(response):
    assert response.status_code == 200
    found = response.context["adminform"].form.errors
    return " ".join(error for each in found.values() for error in each)


def test_an_address_is_kept_in_its_one_spelling(signed_in):
    assert add(signed_in, "fhirserver", base_url="HTTPS://Good.Example:443/r4/").status_code == 302
    assert FhirServer.objects.get().base_url == "https://good.example/r4"
    assert "already exists" in errors(
        add(signed_in, "fhirserver", base_url="https://good.example/r4//")
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://good.example/r4", "https://"),
        ("http://127.0.0.1:8080/fhir", "FHIR_PLAIN_LOOPBACK"),
        ("https://a:b@good.example/r4", "password"),
        ("https://good.example/r4?a=b", "query"),
        ("https://good.example/r4#a", "fragment"),
        ("good.example/r4", "https://"),
        ("", "required"),
    ],
)
def test_an_address_that_is_never_asked_is_refused(signed_in, url, said):
    assert said in errors(add(signed_in, "fhirserver", base_url=url))
    if url:
        assert said in errors(add(signed_in, "cdsclient", issuer="a", keys="", jku=url))
    assert not FhirServer.objects.exists()
    assert not CdsClient.objects.exists()


def test_this_machine_is_a_setting(signed_in, settings):
    settings.FHIR_PLAIN_LOOPBACK = True
    assert add(signed_in, "fhirserver", base_url="http://localhost:8080/fhir/").status_code == 302
    assert FhirServer.objects.get().base_url == "http://localhost:8080/fhir"


def test_public_keys_are_kept(signed_in):
    keys = public(ec(), rsa())
    response = add(signed_in, "cdsclient", issuer="https://a.example", keys=json.dumps(keys))
    assert response.status_code == 302
    assert CdsClient.objects.get().keys == keys


WRONG_KEYS = {
    "private": ({"keys": [ec().as_dict(private=True)]}, "private or secret"),
    "private RSA": ({"keys": [rsa().as_dict(private=True)]}, "private or secret"),
    "secret": ({"keys": [{"kty": "oct", "kid": "a", "k": "c2VjcmV0"}]}, "private or secret"),
    "weak": (public(rsa(1024, "weak")), "2048 bits"),
    "other curve": (public(ec("p", "P-256")), "P-384"),
    "no kid": ({"keys": [{**public(ec())["keys"][0], "kid": ""}]}, "no kid"),
    "one kid twice": ({"keys": public(ec())["keys"] * 2}, "same kid"),
    "not on the curve": ({"keys": [{**public(ec())["keys"][0], "x": "AAAA"}]}, "cannot be read"),
    "numbers": ({"keys": [{"kty": "RSA", "kid": "a", "n": 5, "e": 6}]}, "cannot be read"),
    "unknown kind": ({"keys": [{"kty": ["EC"], "kid": "a"}]}, "cannot be read"),
    "one key": (public(ec())["keys"][0], "JWK Set"),
    "a list": ([1], "JWK Set"),
    "a text": ("keys", "JWK Set"),
    "none": ({"keys": []}, "JWK Set"),
    "no object": ({"keys": [5]}, "no JSON object"),
    "odd names": ({"keys": [{"kid": []}, {"kid": {}}]}, "no kid"),
}


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_keys_that_cannot_be_used_are_refused(signed_in, name):
    keys, said = WRONG_KEYS[name]
    assert said in errors(add(signed_in, "cdsclient", issuer="a", keys=json.dumps(keys)))
    assert not CdsClient.objects.exists()


def test_keys_without_an_end_are_refused(signed_in):
    assert "valid JSON" in errors(add(signed_in, "cdsclient", issuer="a", keys="[" * 100_000))


def test_a_client_without_keys_is_refused(signed_in):
    assert "null" not in signed_in.get("/admin/ehr/cdsclient/add/").context["adminform"].form.as_p()
    assert "Give the client's keys" in errors(add(signed_in, "cdsclient", issuer="a", keys=""))


def test_only_administrators_see_the_lists(client, ada):
    client.force_login(ada)
    for what in ("fhirserver", "cdsclient"):
        assert client.get(f"/admin/ehr/{what}/", follow=True).status_code == 403
