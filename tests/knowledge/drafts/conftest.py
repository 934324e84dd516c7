"""A draft of the shipped release, and rows as a form gives them."""

import pytest

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells


@pytest.fixture
def draft(release, curator):
    return drafts.begin(release, "Half-lives", curator)


@pytest.fixture
def cells(release):
    """The cells of a row of the parent, some of them otherwise."""

    def cells(table, key, **other):
        return as_cells(drafts.by_key(release)[table][key]) | other

    return cells


@pytest.fixture
def save(draft, cells, curator):
    """Save a row of the parent with other cells; `seen` is the revision that was seen."""

    def save(table, key, seen=0, by=curator, **other):
        return drafts.save_row(draft, table, key, cells(table, key, **other), seen, by)

    return save
