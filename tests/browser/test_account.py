"""An account's life in the browser, as a person lives it."""

import json
import time
from urllib.request import Request, urlopen

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.test_every_page import look
from tests.browser.visits import PASSWORD

NAME = "violet-otter"
QUESTION = {"regimens": [{"drug": "escitalopram", "dose_mg_per_day": 10}]}


def code_of(key: str) -> str:
    """What an authenticator app would show now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def fresh_code(key: str, used: str) -> str:
    """The next code that was not used yet: the app's next one, half a minute ahead at most."""
    return next(
        code
        for ahead in (0, 30)
        if (code := format_hotp_value(hotp_value(key, int(time.time() + ahead) // 30))) != used
    )


def ask(site: str, secret: str) -> tuple[int, dict]:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    body = json.dumps(QUESTION).encode()
    request = Request(f"{site}/api/v1/assessments", body, headers)
    try:
        with urlopen(request) as response:
            return response.status, json.load(response)
    except OSError as error:
        return error.code, json.load(error)


def sign_up(page) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Make one").click()
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    assert NAME in page.get_by_role("heading", level=1).inner_text()


def turn_on_second_factor(visit) -> tuple[str, str]:
    """The key and the code that was used."""
    page = visit.page
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Turn it on").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_role("img", name="QR code").is_visible()
    look(visit)
    key = page.locator("code.secret").inner_text()
    used = code_of(key)
    page.get_by_label("Authenticator code").fill(used)
    page.get_by_role("button", name="Turn it on").click()
    assert page.locator(".codes li").count() == 10
    look(visit)
    return key, used


def sign_in_with_code(visit, key: str, used: str) -> None:
    page = visit.page
    visit.open("/account/login/")
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    look(visit)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    assert "Incorrect code" in page.locator(".errorlist").inner_text()
    page.get_by_label("Code").fill(fresh_code(key, used))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")


def make_token(visit) -> str:
    page = visit.page
    page.get_by_role("link", name="Tokens").click()
    assert "You have no token yet" in page.locator("main").inner_text()
    page.get_by_role("link", name="Make a token").click()
    page.get_by_label("Name").fill("sandbox")
    page.get_by_label("7 days").check()
    page.get_by_role("button", name="Make the token").click()
    look(visit)
    secret = page.locator("#secret").inner_text()
    assert secret in page.locator(".command").inner_text()
    return secret


@pytest.mark.usefixtures("release")
def test_from_sign_up_to_a_revoked_token(visit):
    page = visit.page
    visit.open("/")
    sign_up(page)
    key, used = turn_on_second_factor(visit)
    visit.open("/account/")
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").is_visible()
    sign_in_with_code(visit, key, used)
    secret = make_token(visit)

    status, answer = ask(visit.site, secret)
    assert status == 200
    assert answer["results"][0]["drug"] == "escitalopram"

    page.get_by_role("link", name="I have copied it").click()
    assert secret not in page.content()
    page.get_by_role("link", name="Revoke sandbox").click()
    look(visit)
    page.get_by_role("button", name="Revoke it").click()
    assert "is revoked" in page.locator(".messages").inner_text()
    status, problem = ask(visit.site, secret)
    assert (status, problem["status"]) == (401, 401)
    assert not visit.problems, visit.problems
