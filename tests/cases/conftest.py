"""A small good case, and the shipped knowledge that it stands on."""

from pathlib import Path

import pytest

from pgx.cases.checks import Setting, faults
from pgx.cases.errors import CaseRefused
from pgx.cases.ground import of_rows
from pgx.cases.reading import read_case
from pgx.cases.topics import Topic

GOOD = (Path(__file__).parent / "good.yaml").read_text()
TOPICS = [Topic(topic="exposure", name="Exposure", seed="")]


@pytest.fixture(scope="session")
def ground(knowledge, shipped):
    return of_rows(knowledge, shipped.rows)


@pytest.fixture(scope="session")
def setting(ground):
    return Setting(ground, TOPICS)


def edited(old="", new=""):
    """The good case with something else in it."""
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


@pytest.fixture
def good():
    return read_case("good.yaml", GOOD.encode())


@pytest.fixture
def faults_of(setting):
    """What is wrong with a text, whether it is read or not."""

    def faults_of(text):
        content = text if isinstance(text, bytes) else text.encode()
        try:
            return faults(read_case("good.yaml", content), setting)
        except CaseRefused as refused:
            return refused.faults

    return faults_of
