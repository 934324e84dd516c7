"""The map: whole, filtered, empty; and each of its places."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pgx.assessments.disagreements import cells
from pgx.web.knowledge.library import Library

pytestmark = pytest.mark.django_db
MAP = "/knowledge/disagreements/"


def test_the_map_has_every_place_once(client, release):
    library = Library(release)
    page = client.get(MAP).content.decode()
    single = [cell for cell in cells(library.knowledge).values() if len(cell.genes) == 1]

    drawn = re.findall(r'class="place" href="([^"]+)"', page)

    assert sorted(drawn) == sorted(library.address(f"disagreements/{cell.key}") for cell in single)
    assert "CYP2D6 Poor: evidence cut-off; CPIC asks for a change" in page


@pytest.mark.parametrize(
    ("query", "count"), [("?drug=venlafaxine&gene=CYP2D6", 4), ("?kind=dose+form", 1)]
)
def test_the_map_is_filtered(client, release, query, count):
    page = client.get(MAP + query).content.decode()

    assert page.count('class="place"') == count == page.count('<article class="told">')


def test_another_name_of_a_drug_filters_too_and_an_unknown_one_is_said(client, release):
    assert 'value="venlafaxine" selected' in client.get(MAP + "?drug=VENLAFAXINE").content.decode()
    page = client.get(MAP + "?drug=escitaloprm").content.decode()

    assert "escitaloprm is not among these. Did you mean escitalopram?" in page


def test_an_empty_map_says_what_to_leave_out(client, release):
    page = client.get(MAP + "?drug=venlafaxine&kind=dose+form").content.decode()

    assert "without Drug" in page and "without Kind" in page


def test_a_place_has_each_body_with_year_source_and_confidence(client, release):
    page = client.get(MAP + "venlafaxine%7CCYP2D6%7CPoor").content.decode()

    for said in ("Bousman2023", "Beunk2024", "FDAtable", "EffexorLabel", "recalled", "2024"):
        assert said in page, said
    assert "asks in one document, not in another" in page
    assert "FDA differs from itself" in page, "what the dossier teaches"


def test_a_place_that_hides_scores_shows_each(client, release):
    page = client.get(MAP + "paroxetine%7CCYP2D6%7CUltrarapid").content.decode()

    assert "where DPWG has score (2.25, 2.5] as Normal Metabolizer" in page
    assert "for every other activity score of this phenotype" in page


def test_a_place_of_two_genes_shows_what_the_other_one_changes(client, release):
    page = client.get(MAP + "amitriptyline%7CCYP2C19%7CPoor").content.decode()

    assert "Read together with another gene" in page and "CYP2D6 Ultrarapid:" in page


def test_a_row_of_the_table_that_is_no_place_has_its_page(client, release):
    page = client.get(MAP + "citalopram%7Cany%7Cover 60 to 64 years").content.decode()

    assert "the split is by age" in page


def test_every_row_of_the_table_has_a_page_and_every_place(client, release):
    library = Library(release)
    keys = [row.key for row in library.all("disagreements")]

    assert {client.get(library.to("disagreement", key)).status_code for key in keys} == {200}


def test_a_place_of_another_case_leads_on_and_one_that_is_not_there_to_the_nearest(client, release):
    assert client.get(MAP + "Venlafaxine%7Ccyp2d6%7Cpoor").status_code == 302
    missing = client.get(MAP + "venlafaxine%7CCYP2D6%7CPor")

    assert missing.status_code == 404
    assert "venlafaxine|CYP2D6|Poor" in missing.content.decode()


def test_queries_do_not_grow_with_the_map(client, release):
    counts = []
    for query in ("?drug=ketamine", "?gene=CYP2D6", "?page=2"):
        client.get(MAP + query)
        with CaptureQueriesContext(connection) as asked:
            client.get(MAP + query)
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_the_headline_counts_what_the_marks_show(client, release):
    page = client.get(MAP).content.decode()
    known = Library(release).knowledge
    guidelines = {body for body, kind in known.bodies.items() if kind == "guideline"}
    counts = Counter()
    for cell in cells(known).values():
        marks = {body: set(own) for body, own in cell.marks}
        counts["silent"] += any("silent" in marks[body] for body in guidelines)
        counts["differ"] += any(marks[body] & {"asks", "divided"} for body in marks) and bool(
            set(cell.kinds) - {"agree", "silent"}
        )
        counts["places"] += 1
        if cell.kinds == ("agree",):
            speaking = sum(bool(own & {"asks", "divided", "none"}) for own in marks.values())
            counts[f"agree, {speaking} speak"] += 1

    heading = re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.DOTALL)[0])

    assert heading == (
        f"In {counts['differ']} of {counts['places']} places the bodies differ on a change; "
        f"in {counts['silent']} CPIC or DPWG is silent."
    )
    assert counts["silent"] > 150, "far more than the places of the kind silent"
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    alone, nobody = counts["agree, 1 speak"], counts["agree, 0 speak"]
    assert f"in {alone} of them one body alone speaks, in {nobody} none." in words


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("mirtazapine|CYP2D6|Normal", "no body says anything here"),
        ("mirtazapine|CYP2D6|Poor", "a guideline body is silent"),
        ("escitalopram|CYP2D6|Normal", "one body speaks"),
        ("escitalopram|CYP2D6|Poor", "the bodies agree"),
        ("bupropion|CYP2B6|any", "no body says anything here"),
    ],
)
def test_the_finding_of_a_place_says_how_many_bodies_speak(client, release, key, finding):
    page = client.get(Library(release).to("disagreement", key)).content.decode()

    assert f": {finding}.</h1>" in page


def test_a_body_without_a_table_for_both_genes_is_not_called_silent(client, release):
    library = Library(release)
    key = "sertraline|CYP2C19 + CYP2B6|Both poor"
    page = client.get(library.to("disagreement", key)).content.decode()
    side = page[page.index("<b>DPWG</b>") : page.index("<b>FDA</b>")]

    assert "<b>DPWG</b> no table for both genes" in side and "nothing is advised" not in side
    assert library.to("disagreement", "sertraline|CYP2C19|Poor") in side
    assert "sertraline%7CCYP2B6" not in side, "of which it says nothing"


def test_of_one_drug_the_words_come_before_the_picture(client, release):
    whole, one = (client.get(MAP + query).content.decode() for query in ("", "?drug=sertraline"))

    assert whole.index('id="map"') < whole.index('id="words"')
    assert one.index('id="words"') < one.index('id="map"')
