"""A real Chromium, the production's static files, and a watch on everything a page does."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import handlers
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visits import PASSWORD, Visit, sign_in, visiting

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse the
# database there, although nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found:
        return found
    reason = "no Chromium here; on Debian: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str, django_db_setup: None) -> Iterator[Browser]:
    # In its event loop this thread has another connection, without the rows of migrations.
    rows = connection._test_serialized_contents
    with sync_playwright() as playwright:
        connection._test_serialized_contents = rows
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served() -> Iterator[None]:
    """Static files as in production: hashed (tests/services.py collects them), by whitenoise.

    pytest-django's server would put Django's own static handler before ours, which does not know
    hashed names; here it lets every request through.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        yield


@pytest.fixture
def site(served: None, live_server, release) -> str:
    """The address of a running Raphe, with its roles and its knowledge base."""
    return live_server.url


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    with visiting(browser, site) as visit:
        yield visit


@pytest.fixture
def visit_without_scripts(browser: Browser, site: str) -> Iterator[Visit]:
    with visiting(browser, site, java_script_enabled=False) as visit:
        yield visit


@pytest.fixture
def administrator(django_user_model, django_db_serialized_rollback: None, transactional_db):
    """An account that may see everything."""
    return django_user_model.objects.create_superuser("root-of-the-test", password=PASSWORD)


@pytest.fixture
def signed_in(visit: Visit, administrator) -> Visit:
    """The browser, signed in as administrator."""
    sign_in(visit, administrator.username)
    return visit
