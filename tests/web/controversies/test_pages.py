"""The pages of controversies, as a reader sees them."""

import pytest

from pgx.web.controversies.questions import questions


@pytest.mark.django_db
def test_the_list_has_every_question_with_its_verdict(client, release):
    body = client.get("/knowledge/controversies/").content.decode()

    assert all(f"/knowledge/controversies/{slug}/" in body for slug in questions())
    assert "<b>Not supported.</b>" in body


@pytest.mark.django_db
def test_a_question_sets_both_sides_beside_each_other(client, release):
    body = client.get("/knowledge/controversies/5-httlpr/").content.decode()

    heading = "Does 5-HTTLPR tell whether an SSRI works? Not supported.</h1>"
    order = [
        heading,
        "What speaks for it",
        'data-row="associations/A001"',
        "What speaks against it",
        'data-row="associations/A005"',
        "What Raphe does with it",
        'data-row="modifiers/SLC6A4"',
        "What you may hear",
        "/knowledge/misconceptions/M04",
    ]
    places = [body.index(text) for text in order]
    assert places == sorted(places)
    assert '<a href="/knowledge/references/Porcelli2012">' in body and 'href=""' not in body
    assert "/knowledge/chain/transmitters/" in body and "/knowledge/markers/5-HTTLPR" in body


@pytest.mark.django_db
def test_sides_have_names_of_their_own_where_for_and_against_do_not_fit(client, release):
    body = client.get("/knowledge/controversies/safety/").content.decode()

    assert "What no gene here shows" in body and "What speaks for it" not in body
    assert 'data-row="cautions/mao_inhibitors"' in body


@pytest.mark.django_db
def test_an_unknown_question_is_404_with_a_like_name(client, release):
    response = client.get("/knowledge/controversies/barrier/")

    assert response.status_code == 404
    assert "/knowledge/controversies/barriers/" in response.content.decode()
