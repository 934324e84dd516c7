"""The knowledge base for tests: compiled without a database, and loaded into one."""

import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from pgx.knowledge import releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.models import Release
from pgx.knowledge.reading import Content, read
from pgx.science.knowledge import Knowledge

COLUMNS = '"table", position, key, "values"'
FOLDER = Path(__file__).parent.parent / "fixtures" / "knowledge"
SHIPPED = json.loads((FOLDER / "release.json").read_text())["version"]
SERIES, _, PATCH = SHIPPED.rpartition(".")
NEXT, AFTER_NEXT = (f"{SERIES}.{int(PATCH) + step}" for step in (1, 2))


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The shipped files, read and checked."""
    return read(FOLDER)


@pytest.fixture(scope="session")
def knowledge(shipped) -> Knowledge:
    """The shipped knowledge base, compiled from its files."""
    sha256 = releases.content_hash(shipped)
    return compile_release(shipped.label.version, sha256, shipped.rows)


@pytest.fixture(scope="session")
def kept_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, shipped: Content
) -> dict[str, object]:
    """The rows of the shipped release, published once and kept in a table beside the models'.

    Publishing takes longer than most tests that need a release. Returns the release's own values.
    """
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        published = releases.publish(shipped)[0]
        cursor.execute(f"CREATE TABLE kept_rows AS SELECT {COLUMNS} FROM knowledge_row ORDER BY id")
        cursor.execute("DELETE FROM knowledge_row")
        cursor.execute("DELETE FROM knowledge_release")
    return {"sha256": published.sha256, **shipped.label.model_dump()}


@pytest.fixture
def release(db: None, kept_rows: dict[str, object]) -> Release:
    """The shipped knowledge base, loaded as a release."""
    release = Release.objects.create(**kept_rows)
    with connection.cursor() as cursor:
        kept = f"SELECT %s, {COLUMNS} FROM kept_rows"
        cursor.execute(f"INSERT INTO knowledge_row (release_id, {COLUMNS}) {kept}", [release.pk])
    return release
