"""What every test has: real servers (tests/services.py) and a clean cache."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group
from django.core.cache import cache
from whitenoise.middleware import WhiteNoiseMiddleware

from pgx.accounts.models import Role, User
from tests.kb import kept_rows, knowledge, release, shipped

__all__ = ["kept_rows", "knowledge", "release", "shipped"]

PASSWORD = "a-password-of-the-test"
ROOT = Path(__file__).resolve().parent.parent
# A password of production is hashed a million times, in longer than most tests take.
PBKDF2PasswordHasher.iterations = 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A test database a test process; on SQLite a file, because in memory nothing can lock."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    default = settings.DATABASES["default"]
    if "sqlite" in default["ENGINE"]:
        worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
        default["TEST"]["NAME"] = str(settings.DATA_DIR / f"test-{worker}.sqlite3")


def asks_the_database(test: pytest.Item) -> bool:
    """Whether a test says that it uses the database."""
    asked = {"db", "transactional_db", "live_server"}.intersection(test.fixturenames)  # type: ignore[attr-defined]
    return bool(asked or test.get_closest_marker("django_db"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On SQLite only what uses the database is asked again: nothing else differs there.

    Tests that commit put back what migrations made (the roles) when they empty the tables. All of
    them or none: the two ways of emptying do not go together.
    """
    using = [test for test in items if asks_the_database(test)]
    for test in using:
        marker = test.get_closest_marker("django_db")
        kept = marker.kwargs if marker else {}
        test.add_marker(pytest.mark.django_db(**kept | {"serialized_rollback": True}), append=False)
    if config.getoption("only_database"):
        config.hook.pytest_deselected(items=[test for test in items if test not in set(using)])
        items[:] = using


def pytest_addoption(parser: pytest.Parser) -> None:
    """The smaller leg of the suite on another database."""
    parser.addoption("--only-database", action="store_true", help="only tests that use it")


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_up_once() -> Iterator[None]:
    """Every client makes the middleware again: it need not look at every static file again."""
    found: dict[tuple[str, ...], dict[str, object]] = {}
    look_up = WhiteNoiseMiddleware.update_files_dictionary

    def once(self: WhiteNoiseMiddleware, *where: str) -> None:
        if where not in found:
            look_up(self, *where)
            found[where] = self.files
        self.files = {**self.files, **found[where]}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "update_files_dictionary", once)
        yield


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """No test sees what another left in the cache."""
    yield
    cache.clear()


@pytest.fixture
def ada(db: None) -> User:
    """An account as anybody may have one; its password is PASSWORD."""
    return User.objects.create_user("ada", password=PASSWORD)


@pytest.fixture
def curator(db: None) -> User:
    """An account that may use the desk; its password is PASSWORD."""
    user = User.objects.create_user("curator", password=PASSWORD)
    user.groups.add(Group.objects.get(name=Role.CURATOR))
    return user


@pytest.fixture
def child_environment(transactional_db: None) -> dict[str, str]:
    """The environment in which a program of ours sees this test's own databases."""
    import os

    return {**os.environ, "DATABASE_URL": database_url(), "PYTHONUNBUFFERED": "1"}


def database_url() -> str:
    """The address of the test database, for a child process."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    host = connection.settings_dict["OPTIONS"]["host"]
    return f"postgresql://{connection.settings_dict['USER']}:@/{name}?{urlencode({'host': host})}"
