"""Explore with a draft or a withdrawn release: who finds it, and how it is marked."""

from urllib.parse import unquote

import pytest
from django.test import Client

from pgx.knowledge import drafts, releases
from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts import withdraw
from pgx.knowledge.reading import Content

QUESTION = {"drug": "escitalopram", "dose_mg_per_day": "10", "CYP2C19": "*2/*2"}
POOR = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}


@pytest.fixture
def draft(release, curator):
    """Poor metabolizers of CYP2C19 have five times the level of escitalopram."""
    draft = drafts.begin(release, "Level in poor metabolizers", curator)
    row = next(
        row
        for row in drafts.release_rows(release)["exposure_ratios"]
        if all(getattr(row, name) == value for name, value in POOR.items())
    )
    drafts.save_row(draft, "exposure_ratios", row.key, as_cells(row) | {"ratio": "5"}, 0, curator)
    return draft


@pytest.fixture
def at_desk(client, curator):
    client.force_login(curator)
    return client


def explored(client, release, **question):
    response = client.get("/explore", {**QUESTION, **question, "release": release})
    return response, response.content.decode()


def test_a_draft_answers_its_curator_and_is_marked_everywhere(at_desk, draft):
    response, html = explored(at_desk, draft.name)

    assert response.status_code == 200
    assert "5 times that of normal" in html
    assert "Draft, not published" in html
    assert "“Level in poor metabolizers”, changes over release" in html
    assert "<title>Draft: Escitalopram" in html
    assert f"Knowledge release {draft.version}. <strong>This is a draft.</strong>" in html
    assert "csrf" not in html


def test_every_link_and_form_that_keeps_the_question_keeps_the_draft(at_desk, draft):
    _, page = explored(at_desk, draft.name)
    drugs = at_desk.get("/explore/drugs", {**QUESTION, "release": draft.name})
    html = page + drugs.content.decode()
    links = [part.split('"')[0] for part in html.split('href="/explore?')[1:]]
    kept = [link for link in links if "CYP2C19" in link]

    assert len(kept) > 25  # every drug, and the switch
    assert all(f"release={draft.name}" in unquote(link) for link in kept)
    assert f'<input type="hidden" name="release" value="{draft.name}">' in html


def test_to_everybody_else_a_draft_is_a_release_that_is_not_there(draft, ada):
    signed_in = Client()
    signed_in.force_login(ada)
    for client in (Client(), signed_in):
        response, html = explored(client, draft.name)
        other, unknown = explored(client, "draft-999")

        assert response.status_code == other.status_code == 404
        assert html.replace(draft.name, "draft-999") == unknown
        assert response["Vary"] == other["Vary"]


def test_a_draft_that_is_not_whole_says_what_it_lacks(at_desk, draft, curator):
    drafts.remove_row(draft, "references", "Hiemke2018", 0, curator)
    response, html = explored(at_desk, draft.name)

    assert response.status_code == 422
    assert "This draft cannot be tried yet." in html
    assert "Hiemke2018 is not in the table references." in html
    assert f"/knowledge/desk/drafts/{draft.pk}/tables/drug_values/row/?key=" in html


def test_a_draft_that_lacks_what_the_model_needs_is_said_and_not_broken(at_desk, draft, curator):
    high = next(
        row
        for row in drafts.release_rows(draft.parent)["drug_values"]
        if row.quantity == "therapeutic_range_high"
    )
    drafts.remove_row(draft, "drug_values", high.key, 0, curator)
    response, html = explored(at_desk, draft.name)

    assert response.status_code == 422
    assert "the model lacks something that it needs" in html


def test_a_published_draft_says_what_it_became(at_desk, draft, curator):
    release = drafts.publish(draft, drafts.next_version(), "Another ratio.", curator)
    _, html = explored(at_desk, draft.name)

    assert f"became release {release.version}" in html
    assert "Draft, not published" not in html


def test_a_withdrawn_release_answers_by_its_version_and_says_why(client, release, shipped, curator):
    label = shipped.label.model_copy(update={"version": "9.0.0"})
    releases.publish(Content(label, shipped.rows))
    withdraw(release, "A ratio was typed wrong.", curator)
    response, html = explored(client, release.version)
    today = client.get("/explore", QUESTION).content.decode()

    assert response.status_code == 200
    assert "A ratio was typed wrong." in html
    assert "<title>Withdrawn release:" in html
    assert f"Knowledge release {release.version}. <strong>Withdrawn.</strong>" in html
    assert "Withdrawn" not in today
    assert "Knowledge release 9.0.0." in today
