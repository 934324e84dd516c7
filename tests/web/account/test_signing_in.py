"""Signing in and up with allauth, as it is set up here."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse

from pgx.accounts.models import User
from tests.conftest import PASSWORD
from tests.test_cache import no_server

__all__ = ["no_server"]

pytestmark = pytest.mark.django_db
SIGN_UP = {"username": "otter", "password1": PASSWORD, "password2": PASSWORD}
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client, name: str = "ada", password: str = PASSWORD, **fields):
    body = {"login": name, "password": password, **fields}
    return client.post("/account/login/", body)


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_sign_up_needs_no_address(client):
    assert client.post("/account/signup/", SIGN_UP)["Location"] == "/account/"
    user = User.objects.get()
    assert (user.username, user.email) == ("otter", "")
    assert is_signed_in(client)
    assert not mail.outbox


def test_sign_up_may_be_closed(client, settings):
    settings.SIGNUP_OPEN = False
    assert "not open here" in client.get("/account/signup/").content.decode()
    client.post("/account/signup/", SIGN_UP)
    assert not User.objects.exists()


def test_stay_signed_in_is_a_choice(client, ada):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    client.logout()
    sign_in(client, remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_an_account_that_is_switched_off_stays_out(client, ada):
    User.objects.update(is_active=False)
    assert sign_in(client)["Location"] == "/account/inactive/"
    assert not is_signed_in(client)


def test_too_many_wrong_passwords_are_refused(client, ada):
    for _attempt in range(5):
        sign_in(client, password="wrong")
    assert "Too many failed" in sign_in(client).content.decode()


def test_sign_out_is_a_button(client, ada):
    client.force_login(ada)
    assert client.get("/account/logout/").status_code == 405
    assert client.post("/account/logout/")["Location"] == "/"
    assert not is_signed_in(client)


def test_admin_is_entered_by_the_same_door(client):
    response = client.get("/admin/login/?next=/admin/accounts/user/")
    assert response["Location"] == f"{reverse('account_login')}?next=%2Fadmin%2Faccounts%2Fuser%2F"


def test_the_second_factor_counts_at_the_admin(client):
    root = User.objects.create_superuser("root", password=PASSWORD)
    TOTP.activate(root, KEY)
    assert sign_in(client, "root")["Location"] == "/account/2fa/authenticate/"
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    code = format_hotp_value(hotp_value(KEY, int(time.time()) // 30))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200


def test_an_address_is_added_confirmed_and_removed(client, ada):
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "ada@example.edu", "action_add": ""})
    (message,) = mail.outbox
    assert message.subject.startswith("[Raphe] ")
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    assert "Is ada@example.edu the address of ada?" in client.get(link).content.decode()
    client.post(link)
    assert ada.emailaddress_set.get().verified
    client.post("/account/email/", {"email": "ada@example.edu", "action_remove": ""})
    ada.refresh_from_db()
    assert ada.email == ""
    assert not ada.emailaddress_set.exists()


def test_a_forgotten_password_is_set_anew(client, ada):
    User.objects.update(email="ada@example.edu")
    client.post("/account/password/reset/", {"email": "ada@example.edu"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    word = "another-password-1"
    client.post(form, {"password1": word, "password2": word})
    assert "no longer works" in client.get(link, follow=True).content.decode()
    sign_in(client, password=word)
    assert is_signed_in(client)


def test_nobody_is_written_to_who_has_no_account(client):
    response = client.post("/account/password/reset/", {"email": "nobody@example.edu"})
    assert response["Location"] == "/account/password/reset/done/"
    assert not mail.outbox


def test_signing_in_goes_on_without_the_cache(client, ada, no_server):
    TOTP.activate(ada, KEY)
    assert "Error:" in sign_in(client, password="wrong").content.decode()
    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"
    code = format_hotp_value(hotp_value(KEY, int(time.time()) // 30))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)
    client.post("/account/signup/", SIGN_UP)


def test_limits_hold_without_the_cache(client, ada, no_server):
    for _attempt in range(5):
        sign_in(client, password="wrong")
    assert "Too many failed" in sign_in(client).content.decode()


def test_a_code_is_good_once_without_the_cache(ada, no_server):
    TOTP.activate(ada, KEY)
    code = format_hotp_value(hotp_value(KEY, int(time.time()) // 30))
    factor = Authenticator.objects.get().wrap()
    assert factor.validate_code(code)
    assert not factor.validate_code(code)


def test_whoever_comes_by_a_join_code_is_led_to_an_account(client, db):
    said = client.get("/classes/join/?code=ABCD-EFGH", follow=True).content.decode()
    assert "Joining a class needs an account" in said
    assert 'signup/?next=%2Fclasses%2Fjoin%2F%3Fcode%3DABCD-EFGH"' in said
    assert "Joining" not in client.get("/account/login/").content.decode()
