"""A curator at the desk, and a draft."""

import pytest
from django.test import Client

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells


@pytest.fixture
def draft(release, curator):
    return drafts.begin(release, "Half-lives", curator)


@pytest.fixture
def at_desk(client, curator) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def form_of(release):
    """What a browser sends for a row of the parent, some cells otherwise; keys are not sent."""

    def form_of(table, key, revision=0, **other):
        row = drafts.by_key(release)[table][key]
        cells = {name: cell for name, cell in as_cells(row).items() if name not in row.KEY}
        sent = {f"cell-{name}": cell for name, cell in (cells | other).items()}
        return sent | {"revision": str(revision), "parent": str(release.pk), "do": "save"}

    return form_of
