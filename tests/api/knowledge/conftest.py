"""What the tests of the lists share."""

from urllib.parse import urlencode

import pytest

from pgx.knowledge import catalogue


@pytest.fixture
def get(client, release):
    """GET below /api/v1/, with the shipped release loaded; the answer."""

    def ask(path, accept="application/json", headers=None, **query):
        address = path if path.startswith("http") else f"/api/v1/{path}"
        asked = f"?{urlencode(query)}" if query else ""
        return client.get(address + asked, headers={"accept": accept, **(headers or {})})

    return ask


@pytest.fixture
def cold():
    """Nothing read before."""
    for each in (catalogue.listing, catalogue.citations, catalogue._row_counts):
        each.cache_clear()


@pytest.fixture
def refused(get):
    """The first error of an answer with this status."""

    def ask(status, path, **query):
        response = get(path, **query)
        problem = response.json()
        assert (response.status_code, problem["status"]) == (status, status), problem
        assert response.headers["Content-Type"] == "application/problem+json"
        assert problem["notice"]
        return problem["errors"][0]

    return ask
