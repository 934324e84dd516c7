"""The page of any row: all its columns, its source, and an address that stays."""

import pytest

from pgx.knowledge import releases
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.words import caption

pytestmark = pytest.mark.django_db


def test_a_row_has_a_page_with_its_source(client, release):
    page = client.get("/knowledge/rows/binding/paroxetine|SERT").content.decode()

    assert 'data-row="binding/paroxetine|SERT"' in page
    assert "verified" in page and "Tatsumi1997" in page and "0.13" in page


def test_a_row_of_another_case_leads_to_its_address(client, release):
    response = client.get("/knowledge/rows/binding/Paroxetine|sert")

    assert response.status_code == 302
    assert response.url == "/knowledge/rows/binding/paroxetine%7CSERT"


def test_a_row_that_is_not_there_says_what_is_like_it(client, release):
    response = client.get("/knowledge/rows/genes/CYP2D7")

    assert response.status_code == 404
    assert "CYP2D6" in response.content.decode()


def test_a_table_that_is_not_there(client, release):
    assert client.get("/knowledge/rows/pills/").status_code == 404


def test_a_table_is_filtered_by_words(client, release):
    page = client.get("/knowledge/rows/binding/?q=paroxetine+sert").content.decode()

    assert "paroxetine" in page and "fluoxetine" not in page.split("<tbody>")[1]


def test_a_key_that_no_database_takes_is_not_there(client, release):
    for path in ("drugs/%00", "rows/binding/a%00b", "disagreements/%00"):
        assert client.get(f"/knowledge/{path}").status_code == 404


def test_a_controversy_in_a_search_says_what_becomes_of_it(client, release):
    page = client.get("/knowledge/search?q=trim+fill").content.decode()

    assert "Not supported: A pooled analysis" in page


def test_a_caption_cuts_no_number_in_two(release):
    for row in Library(releases.name()).all("controversies"):
        *words, last = caption(row).removesuffix(" …").split()

        assert last in f"{row.values['verdict']}: {row.values['said']}".split(), words


def test_a_row_leads_to_the_questions_on_whose_pages_it_stands(client, release):
    html = client.get("/knowledge/rows/controversies/s-s-will-not-respond").content.decode()
    assert 'href="/knowledge/controversies/5-httlpr/"' in html


def test_a_table_links_its_rows_to_the_questions_on_whose_pages_they_stand(client, release):
    body = client.get("/knowledge/rows/controversies/").content.decode()

    _, row = body.split('data-row="controversies/s-s-will-not-respond"')
    assert "/knowledge/controversies/5-httlpr/" in row.partition("</tr>")[0]
