"""Signing in at an institution, with a real OpenID Connect provider on this machine."""

from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import serializers
from django.http import HttpResponse
from django.test import Client

from pgx.accounts.models import User
from pgx.accounts.providers import openid_connect
from tests.conftest import PASSWORD

PERSON = {
    "name": "Grace Hopper",
    "given_name": "Grace",
    "family_name": "Hopper",
    "preferred_username": "grace.hopper",
    "email": "grace@example.edu",
    "email_verified": True,
    # Not of the standard's profile, so it comes whatever is asked for.
    "displayName": "Grace Hopper",
}
START = "/account/oidc/institution/login/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer():
    user = oidc_provider_mock.User(sub="s-4711", claims=PERSON)
    with oidc_provider_mock.run_server_in_thread(user_claims=[user]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer, settings, monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    use(settings, issuer)


def use(settings, issuer: str, wants_email: bool = False) -> None:
    settings.OIDC_EMAIL = wants_email
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        name="Example University",
        issuer=issuer,
        client_id="raphe",
        secret="a secret",
        wants_email=wants_email,
    )


def sign_in(client: Client, start: str = START) -> HttpResponse:
    """Follow the way to the provider and back, as a browser does."""
    to_provider = client.get(start)
    assert to_provider.status_code == 302, to_provider.content
    consent = requests.post(
        to_provider["Location"], data={"sub": "s-4711"}, allow_redirects=False, timeout=10
    )
    back = urlsplit(consent.headers["Location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


def everything_stored() -> str:
    kinds = (User, SocialAccount, SocialToken, EmailAddress)
    return serializers.serialize("json", [row for kind in kinds for row in kind.objects.all()])


def test_sign_in_makes_a_learner_without_a_name(client, provider):
    response = sign_in(client)

    user = User.objects.get()
    assert response.context["user"] == user
    assert [group.name for group in user.groups.all()] == ["learner"]
    assert user.username.startswith("learner-")
    assert not user.has_usable_password()
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("s-4711", {})
    stored = everything_stored().lower()
    assert not any(part in stored for part in ("grace", "hopper", "example.edu"))


def test_sign_in_again_is_the_same_account(client, provider):
    sign_in(client)
    again = Client()
    assert sign_in(again).context["user"] == User.objects.get()
    assert SocialAccount.objects.get().extra_data == {}


def test_sign_in_asks_the_provider_for_an_identifier_only(client, provider):
    asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]


def test_sign_in_keeps_the_address_where_the_setting_says_so(client, provider, issuer, settings):
    use(settings, issuer, wants_email=True)
    sign_in(client)
    assert User.objects.get().email == "grace@example.edu"
    assert "hopper" not in everything_stored().lower()


def test_sign_in_works_while_local_accounts_are_closed(client, provider, settings):
    settings.SIGNUP_OPEN = False
    assert sign_in(client).context["user"].is_authenticated


def test_sign_in_page_names_the_institution(client, provider):
    assert "Continue with Example University" in client.get("/account/login/").content.decode()


def test_an_account_connects_and_disconnects(client, provider, ada):
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/3rdparty/").content.decode()
    assert "Continue with Example University" in page
    sign_in(client, f"{START}?process=connect")
    assert SocialAccount.objects.get().user == ada
    account = SocialAccount.objects.get()
    assert "Disconnect" in client.get("/account/3rdparty/").content.decode()
    client.post("/account/3rdparty/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_an_institution_is_not_tied_to_an_account_that_signed_in_long_ago(client, provider, ada):
    """Else a page of somebody else's could tie theirs to it."""
    client.force_login(ada)

    sign_in(client, f"{START}?process=connect")

    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_down_is_told_with_a_page(client, settings, caplog):
    use(settings, "http://localhost:9")
    response = client.get(START)
    assert response.status_code == 401
    assert "did not work" in response.content.decode()
    assert "Signing in at the provider failed" in caplog.text


def test_without_a_provider_there_is_nothing_to_see(client, ada):
    assert client.get(START).status_code == 404
    assert "Continue with" not in client.get("/account/login/").content.decode()
    client.force_login(ada)
    assert "No institution" in client.get("/account/3rdparty/").content.decode()
    assert "3rdparty" not in client.get("/account/").content.decode()


@pytest.mark.parametrize("name", ["ada@example.edu", "ada"])
def test_a_name_that_cannot_be_taken(client, ada, name):
    word = "another-password-1"
    body = {"username": name, "password1": word, "password2": word}
    response = client.post("/account/signup/", body)
    assert response.status_code == 200
    assert "username" in response.context["form"].errors
    assert User.objects.count() == 1
