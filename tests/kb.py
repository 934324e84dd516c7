"""The knowledge base for tests: compiled without a database, and loaded into one."""

from pathlib import Path

import pytest

from pgx.knowledge import releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.science.knowledge import Knowledge

FOLDER = Path(__file__).parent.parent / "fixtures" / "knowledge"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge base, compiled from its files."""
    content = read(FOLDER)
    return compile_release(content.label.version, releases.content_hash(content), content.rows)


@pytest.fixture
def release(db):
    """The shipped knowledge base, loaded as a release."""
    return releases.load(FOLDER)[0]
