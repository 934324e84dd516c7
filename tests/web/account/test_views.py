"""The account's own pages."""

import json
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.accounts.models import Token, User
from pgx.accounts.tokens import MOST_TOKENS, create_token, find_token
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
NEW = {"name": "sandbox", "scopes": ["assess", "read"], "days": "7"}
OWN_PAGES = ("", "tokens/", "tokens/new/", "tokens/1/revoke/", "data.json", "delete/")


@pytest.fixture
def signed_in(client, ada):
    client.force_login(ada)
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("page", OWN_PAGES)
def test_pages_ask_for_signing_in(client, page):
    response = client.get(f"/account/{page}")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=/account/")


def test_account_tells_roles_in_words(signed_in, ada):
    ada.is_superuser = True
    ada.save()
    assert "learner, administrator" in text(signed_in.get("/account/"))


def test_a_new_token_is_shown_once(signed_in, ada):
    response = signed_in.post("/account/tokens/new/", NEW)

    token = ada.auth_token_set.get()
    secret = response.context["secret"]
    assert find_token(secret) == token
    assert secret in text(response)
    assert "no-store" in response["Cache-Control"]
    listed = text(signed_in.get("/account/tokens/"))
    assert token.token_key in listed
    assert secret not in listed


def test_a_new_token_comes_with_a_command_that_works(live_server, client, ada, release):
    client.force_login(ada)
    response = client.post(f"{live_server.url}/account/tokens/new/", NEW)
    command = response.context["command"].replace("http://testserver", live_server.url)
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["results"][0]["drug"] == "escitalopram"


def test_a_token_that_may_not_assess_has_no_command(signed_in):
    response = signed_in.post("/account/tokens/new/", NEW | {"scopes": ["batch"]})
    assert "curl" not in text(response)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": 61 * "x"}, {"scopes": []}, {"scopes": ["x"]}, {"days": "999"}]
)
def test_a_wrong_form_makes_no_token(signed_in, wrong):
    (field,) = wrong
    response = signed_in.post("/account/tokens/new/", NEW | wrong)
    assert field in response.context["form"].errors
    assert not Token.objects.exists()


def test_one_token_too_many_is_told(signed_in, ada):
    for number in range(MOST_TOKENS):
        create_token(ada, str(number), ["read"], WEEK)
    assert "Revoke one first" in text(signed_in.post("/account/tokens/new/", NEW))


def test_tokens_need_the_permission(signed_in, ada):
    ada.groups.clear()
    assert signed_in.post("/account/tokens/new/", NEW).status_code == 403
    assert not Token.objects.exists()


def test_revoke_asks_once_more(signed_in, ada):
    token, secret = create_token(ada, "sandbox", ["read"], WEEK)
    address = f"/account/tokens/{token.pk}/revoke/"
    assert "Revoke “sandbox”?" in text(signed_in.get(address))
    assert find_token(secret)
    assert signed_in.post(address)["Location"] == "/account/tokens/"
    assert find_token(secret) is None


def test_the_token_of_another_is_not_there(signed_in):
    token, secret = create_token(User.objects.create_user("grace"), "hers", ["read"], WEEK)
    address = f"/account/tokens/{token.pk}/revoke/"
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address).status_code == 404
    assert "hers" not in text(signed_in.get("/account/tokens/"))
    assert find_token(secret)


def test_own_data_is_a_file(signed_in):
    response = signed_in.get("/account/data.json")
    assert "attachment" in response["Content-Disposition"]
    assert response.json()["account"]["username"] == "ada"


def test_delete_takes_the_account_and_all_that_is_its_own(signed_in, ada):
    _token, secret = create_token(ada, "sandbox", ["read"], WEEK)
    signed_in.post("/account/email/", {"email": "ada@example.edu", "action_add": ""})

    response = signed_in.post("/account/delete/", {"password": "wrong"})
    assert "Incorrect password" in text(response)
    assert User.objects.filter(pk=ada.pk).exists()

    response = signed_in.post("/account/delete/", {"password": PASSWORD}, follow=True)
    assert "is deleted" in text(response)
    assert not response.context["user"].is_authenticated
    assert not User.objects.filter(pk=ada.pk).exists()
    assert find_token(secret) is None


def test_delete_without_a_password_wants_a_recent_sign_in(signed_in, ada):
    ada.set_unusable_password()
    ada.last_login = timezone.now() - timedelta(hours=1)
    ada.save()
    signed_in.force_login(ada)
    User.objects.update(last_login=timezone.now() - timedelta(minutes=6))
    assert "sign in again" in text(signed_in.post("/account/delete/"))
    User.objects.update(last_login=timezone.now())
    signed_in.post("/account/delete/")
    assert not User.objects.exists()
