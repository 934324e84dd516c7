"""The knowledge base for tests: compiled without a database, and loaded into one."""

from pathlib import Path

import pytest

from pgx.knowledge import releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import Content, read
from pgx.science.knowledge import Knowledge

FOLDER = Path(__file__).parent.parent / "fixtures" / "knowledge"


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The shipped files, read and checked."""
    return read(FOLDER)


@pytest.fixture(scope="session")
def knowledge(shipped) -> Knowledge:
    """The shipped knowledge base, compiled from its files."""
    sha256 = releases.content_hash(shipped)
    return compile_release(shipped.label.version, sha256, shipped.rows)


@pytest.fixture
def release(db, shipped):
    """The shipped knowledge base, loaded as a release."""
    return releases.publish(shipped)[0]
