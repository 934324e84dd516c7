"""The list of guideline statements with its filters, and the page of each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pgx.web.knowledge.library import Library

pytestmark = pytest.mark.django_db
POOR = "DPWG||venlafaxine|CYP2D6|Poor Metabolizer|||adults"


def rows(client, query):
    page = client.get(f"/knowledge/statements/{query}").content.decode()
    return re.findall(r'<tr data-row="guideline_statements/([^"]+)"', page), page


def test_a_filter_keeps_the_rows_that_have_all_of_it(client, release):
    found, page = rows(client, "?body=dpwg&drug=venlafaxine&gene=CYP2D6&q=duloxetine")

    assert found == [POOR, POOR.replace("Poor", "Intermediate")]
    assert '<option value="DPWG" selected>' in page


def test_a_filter_stays_in_the_address_of_the_next_page(client, release):
    found, page = rows(client, "?drug=amitriptyline")
    later = re.search(r'rel="next" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    more, _page = rows(client, later.partition("/statements/")[2])

    assert len(found) == 25 and "drug=amitriptyline" in later
    assert not set(found) & set(more) and all("|amitriptyline|" in key for key in more)


def test_a_name_that_is_not_there_is_said_with_the_nearest(client, release):
    found, page = rows(client, "?drug=venlafaxin")

    assert not found
    assert "venlafaxin is not among these. Did you mean venlafaxine?" in page


def test_an_empty_result_says_what_to_leave_out(client, release):
    found, page = rows(client, "?body=DPWG&drug=vortioxetine&gene=CYP2D6")

    assert not found
    assert "without Body" in page and "without Gene" in page


def test_a_statement_stands_beside_the_other_bodies(client, release):
    page = client.get(Library(release).address(f"guideline_statements/{POOR}")).content.decode()

    assert "Consider a drug that CYP2D6 does not mainly clear." in page, "CPIC"
    assert "No dose change for poor metabolizers." in page, "FDA"
    assert "Ultrarapid Metabolizer" in page, "DPWG of other results"
    assert "Beunk" in page and "sets no category" in page


def test_queries_do_not_grow_with_what_is_shown(client, release):
    counts = []
    for query in ("?drug=ketamine", "?drug=amitriptyline", "?body=CPIC"):
        client.get(f"/knowledge/statements/{query}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/knowledge/statements/{query}")
        counts.append(len(asked))

    assert len(set(counts)) == 1
