"""Pages for what went wrong, as a visitor meets them."""

import pytest

from pgx.problems import MOST_BYTES


@pytest.mark.django_db
def test_a_form_that_is_too_large(client):
    response = client.post("/account/login/", {"login": "x" * (MOST_BYTES + 1)})

    assert response.status_code == 413
    page = response.content.decode()
    assert "more than a form here takes" in page
    assert 'href="/batches/"' in page


@pytest.mark.django_db
def test_a_missing_page_offers_a_search(client):
    page = client.get("/there-is-nothing-here").content.decode()

    assert 'action="/knowledge/search"' in page


@pytest.mark.django_db
def test_a_closed_page_says_that_a_role_is_missing(client, ada):
    client.force_login(ada)
    ada.groups.clear()

    response = client.get("/account/tokens/new/")

    assert response.status_code == 403
    assert "does not have the role" in response.content.decode()
