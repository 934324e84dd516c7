"""The good case, published, and a draft of it."""

import pytest

from pgx.cases import drafts
from pgx.cases.models import CaseVersion
from pgx.cases.published import publish
from tests.cases.conftest import GOOD, ground, setting

__all__ = ["ground", "setting"]


@pytest.fixture
def version(release, good) -> CaseVersion:
    return publish(good)[0]


@pytest.fixture
def draft(version, curator):
    return drafts.begin(version, "Shorter", curator)


def changed(draft, old, new):
    """The draft's text with something else in it."""
    assert old in draft.text
    return draft.text.replace(old, new, 1)


assert "version: 1\n" in GOOD
