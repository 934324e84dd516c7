"""A page in the browser, with a watch on everything it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request

from pgx.accounts.models import User

# Runs in every page before its own scripts and notes what the policy refused.
WATCH_POLICY = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} refused ${event.blockedURI} (${event.sample})`));
"""

# Every page has the switch of themes, which asks for nothing.
OTHER_SCRIPTS = "[...document.scripts].some((script) => !/\\/web\\/theme\\./.test(script.src))"

PASSWORD = "a-password-of-the-test"


@dataclass
class Visit:
    """A page in the browser, and everything that went wrong in it."""

    page: Page
    site: str
    problems: list[str] = field(default_factory=list)
    asked_here: set[Request] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Open a page, and return once nothing more is on its way."""
        self.page.goto(self.site + path)
        # To know it takes half a second; only scripts can want more after the page has loaded.
        if self.page.evaluate(OTHER_SCRIPTS):
            self.page.wait_for_load_state("networkidle")

    def note(self, problem: str) -> None:
        self.problems.append(f"{urlsplit(self.page.url).path}: {problem}")

    def refused(self) -> list[str]:
        """What the Content-Security-Policy refused in the page that is open."""
        return self.page.evaluate("window.refused")

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.note(f"error in a script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message) -> None:
        if message.type in ("error", "warning"):
            self.note(f"console {message.type}: {message.text}")

    def _failed(self, request) -> None:
        # Whoever leaves a page breaks off what it still asks for.
        if request in self.asked_here or request.failure != "net::ERR_ABORTED":
            self.note(f"failed: {request.url} ({request.failure})")

    def _request(self, request) -> None:
        self._leave(request)
        self.asked_here.add(request)
        if not request.url.startswith(self.site + "/"):
            self.note(f"request to elsewhere: {request.url}")

    def _leave(self, request) -> None:
        if request.is_navigation_request():
            self.asked_here.clear()

    def _response(self, response) -> None:
        self._leave(response.request)
        if response.status >= 400:
            self.note(f"{response.status} for {response.url}")


@contextmanager
def visiting(browser: Browser, site: str, **options) -> Iterator[Visit]:
    """A fresh browser profile on the site."""
    options.setdefault("viewport", {"width": 1280, "height": 900})
    # A transition under way would be measured as a color that nobody chose.
    options.setdefault("reduced_motion", "reduce")
    context: BrowserContext = browser.new_context(**options)
    context.add_init_script(WATCH_POLICY)
    visit = Visit(context.new_page(), site)
    visit.watch()
    try:
        yield visit
    finally:
        context.close()


def sign_in(visit: Visit, name: str, password: str = PASSWORD) -> None:
    """Sign in as a person does."""
    visit.open("/account/login/")
    visit.page.get_by_label("Username").fill(name)
    visit.page.get_by_label("Password").fill(password)
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.wait_for_url("**/account/")


def come_in(visit: Visit, user: User) -> None:
    """Be signed in, where signing in is not what is looked at."""
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": visit.site}
    visit.page.context.add_cookies([cookie])
