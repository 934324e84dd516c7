"""The pages of the chain, as a reader sees them."""

import re

import pytest

from pgx.web.chain.subjects import subjects

LINK = re.compile(r'href="([^"#?]*)')


@pytest.mark.django_db
def test_the_whole_chain_leads_to_every_subject(client, release):
    body = client.get("/knowledge/chain/").content.decode()

    places = [body.index(f"/knowledge/chain/{slug}/") for slug in subjects()]
    assert places == sorted(places)
    assert "/knowledge/controversies/" in body


@pytest.mark.django_db
def test_a_subject_shows_figure_known_guessed_and_neighbors(client, release):
    body = client.get("/knowledge/chain/bdnf/").content.decode()

    assert '<h1 class="sentence" data-computed="bdnf">The model raises BDNF' in body
    assert body.index("What is known") < body.index("What is guessed")
    assert "/knowledge/claims/S2-011" in body and 'data-row="parameters/beta_B"' in body
    assert "/knowledge/controversies/bdnf-in-blood/" in body
    assert {"/knowledge/chain/5-ht4/", "/knowledge/chain/dendrites/"} <= set(LINK.findall(body))


@pytest.mark.django_db
def test_where_the_model_has_nothing_the_page_says_so(client, release):
    body = client.get("/knowledge/chain/circuits-and-imaging/").content.decode()

    assert "the model has no circuit to draw" in body
    assert 'class="chart' not in body and "data-computed" not in body


@pytest.mark.django_db
def test_a_release_that_is_asked_for_is_kept_in_links(client, release):
    body = client.get(f"/knowledge/chain/spines/?release={release.version}").content.decode()

    assert f"/knowledge/chain/synapses/?release={release.version}" in body


@pytest.mark.django_db
def test_an_unknown_subject_is_404_with_a_like_name(client, release):
    response = client.get("/knowledge/chain/synapse/")

    assert response.status_code == 404
    assert "/knowledge/chain/synapses/" in response.content.decode()


@pytest.mark.django_db
def test_the_search_finds_subjects_and_controversies(client, release):
    body = client.get("/knowledge/search?q=neurogenesis").content.decode()

    assert "/knowledge/chain/neurogenesis/" in body
    assert "/knowledge/controversies/human-neurogenesis/" in body
