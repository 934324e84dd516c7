"""Pages of genes and markers: the sentence made from rows, charts, results as they are read."""

import pytest

from pgx.knowledge import releases
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.results import results
from pgx.web.knowledge.standing import standing
from tests.kb import SHIPPED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("gene", "sentence"),
    [
        ("SLC6A4", "No guideline acts on it: the evidence is mixed or insufficient."),
        ("CYP2C19", "CPIC, DPWG and FDA act on it."),
        ("CYP2B6", "CPIC acts on it."),
        ("BDNF", "No guideline speaks of it."),
    ],
)
def test_the_first_sentence_is_made_from_statements(release, gene, sentence):
    assert standing(Library(releases.name()), gene).sentence == sentence


def test_a_marker_of_letters(client, release):
    page = client.get("/knowledge/markers/5-HTTLPR").content.decode()

    assert "No guideline acts on it: the evidence is mixed or insufficient." in page
    assert '<tr data-row="associations/A004">' in page and 'data-made="inverse"' in page
    assert "“S/S: an SSRI will not work.”" in page
    assert 'data-row="allele_frequencies/5-HTTLPR|S|AFR"' in page
    assert 'data-row="sert_haplotype_frequencies/African American|Sa"' in page
    assert 'data-row="parameters/bS"' in page
    assert "/knowledge/misconceptions/M04" in page


def test_a_marker_that_the_model_does_not_use(client, release):
    page = client.get("/knowledge/markers/rs1360780").content.decode()

    assert "Unknown is not normal." in page and "uses its reference value" not in page
    assert "verified description" not in page and "the random-effects result in the full" in page
    assert "For response and remission, no study here finds an association." in page


def test_how_common_a_haplotype_is_stands_with_how_common_an_allele_is(client, release):
    page = client.get("/knowledge/markers/rs25531").content.decode()

    assert page.index('id="common"') < page.index('data-row="sert_haplotype_frequencies/')


def test_a_marker_of_star_alleles(client, release):
    page = client.get("/knowledge/markers/CYP2C19").content.decode()

    assert "CPIC, DPWG and FDA act on it." in page
    assert "Poor Metabolizer" in page
    assert 'data-row="star_allele_frequencies/CYP2C19|*17|European"' in page
    assert '<tr data-row="associations/A071">' in page


def test_an_alias_leads_to_the_marker_in_the_release_that_was_asked_for(client, release):
    response = client.get(f"/knowledge/markers/val66met?release={SHIPPED}")

    assert response.status_code == 302
    assert response.url == f"/knowledge/markers/rs6265?release={SHIPPED}"


def test_an_unknown_marker_says_what_is_like_it(client, release):
    response = client.get("/knowledge/markers/rs629")

    assert response.status_code == 404 and "rs6295" in response.content.decode()


def test_a_gene_with_a_slash_in_its_name(client, release):
    assert client.get("/knowledge/genes/DRD2/ANKK1").status_code == 200


def test_a_gene_that_guidelines_act_on(client, release):
    page = client.get("/knowledge/genes/CYP2D6").content.decode()

    assert 'data-row="activity_scores/CYP2D6|Ultrarapid Metabolizer"' in page
    assert 'data-row="body_phenotypes/DPWG|CYP2D6|allele|*41"' in page


def test_a_gene_shows_studies_of_variants_that_no_panel_reads(client, release):
    page = client.get("/knowledge/genes/ABCB1").content.decode()

    assert "rs1128503" in page and '<tr data-row="associations/A026">' in page


def test_genes_on_which_guidelines_act_come_first(client, release):
    page = client.get("/knowledge/genes/").content.decode()

    assert page.index("genes/CYP2D6") < page.index("genes/SLC6A4") < page.index("genes/HTR6")


def test_markers_say_why_the_model_does_not_use_them(client, release):
    page = client.get("/knowledge/markers/").content.decode()

    assert "the same signal as rs6311" in page


def test_results_are_read_as_every_panel_is(knowledge):
    found = {each.call.given: each for each in results(knowledge, "rs6295")}

    assert found["C/G"].call.status == "called"
    assert found["G/G"].call.status == "ambiguous" and len(found["G/G"].call.readings) == 2
    assert found[""].call.status == "not tested"
    assert found["C/A"].call.status == "invalid" and "C/G" in found["C/A"].call.hint


@pytest.mark.parametrize(
    ("marker", "text", "meaning"),
    [
        ("rs6265", "G/A", "Val/Met"),
        ("5-HTTLPR", "S/S", "S'/S'"),
        ("CYP2C19", "*2/*2", "Poor Metabolizer"),
        ("rs6318", "C", "Ser"),
    ],
)
def test_a_result_says_what_it_amounts_to(knowledge, marker, text, meaning):
    found = {each.call.given: each for each in results(knowledge, marker)}

    assert (found[text].call.status, found[text].meaning) == ("called", meaning)
