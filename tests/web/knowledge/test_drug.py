"""The page of a drug: what is published, what no gene replaces, and its numbers."""

import pytest

from pgx.web.knowledge.binding import binding_plot, binding_rows
from pgx.web.knowledge.library import Library

pytestmark = pytest.mark.django_db


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_drug_shows_bodies_safety_kinetics_binding_and_exposure(client, release):
    page = body(client, "/knowledge/drugs/venlafaxine")

    assert "Venlafaxine: the bodies differ on CYP2D6." in page
    for row in (
        "guideline_statements/DPWG||venlafaxine|CYP2D6|Poor Metabolizer|||adults",
        "cautions/boxed_warning_under_25",
        "cautions/serotonin_syndrome",
        "cautions/kidney",
        "drug_values/venlafaxine|half_life",
        "binding/venlafaxine|DAT",
        "binding/odv|SERT",
        "drug_codes/venlafaxine|RxNorm",
    ):
        assert f'data-row="{row}"' in page, row
    assert "drawn with SD of the logarithm" in page


def test_the_boxed_warning_stands_with_antidepressants_alone(client, release):
    assert "boxed_warning_under_25" not in body(client, "/knowledge/drugs/prucalopride")


def test_a_drug_of_which_no_body_speaks_says_that_silence_is_not_safety(client, release):
    page = body(client, "/knowledge/drugs/ketamine")

    assert "no body speaks of a gene" in page and "Silence is not safety" in page


def test_another_name_leads_to_the_drug_and_an_unknown_one_to_its_nearest(client, release):
    assert client.get("/knowledge/drugs/Venlafaxine").url == "/knowledge/drugs/venlafaxine"
    missing = client.get("/knowledge/drugs/venlafaxin")

    assert missing.status_code == 404
    assert "/knowledge/drugs/venlafaxine" in missing.content.decode()


def test_binding_is_drawn_tightest_first_and_what_does_not_bind_last(release):
    ligands = ["fluoxetine", "norfluoxetine"]
    plot = binding_plot(binding_rows(Library(release), ligands), ligands)

    assert plot.rows[0].name == "SERT" and plot.rows[-1].name == "5-HT4"
    assert plot.rows[-1].dots[0].words == "no binding"
    assert "fluoxetine D2 above 10000" in plot.sentence


def test_the_list_has_every_drug_by_class_and_name(client, release):
    page = body(client, "/knowledge/drugs/")
    names = ["Bupropion", "Mirtazapine", "Duloxetine", "Citalopram", "Amitriptyline"]

    places = [page.index(f">{name}</a>") for name in names]

    assert places == sorted(places)
    assert page.count('data-row="drugs/') == len(Library(release).all("drugs"))


def test_bodies_differ_only_where_one_asks_for_a_change(client, release):
    page = body(client, "/knowledge/drugs/escitalopram")

    assert "Escitalopram: the bodies differ on CYP2C19." in " ".join(page.split())
    levels, _, followed = page.partition('id="outcome"')
    assert "clinical outcome" in followed and "clinical outcome" not in levels


def test_the_dose_of_a_session_is_no_dose_a_day(client, release):
    page = body(client, "/knowledge/drugs/esketamine")
    row = page.split('data-row="drug_values/esketamine|label_dose_high"')[1].split("</tr>")[0]

    assert "Dose of a session, to" in row and "per session, not per day" in row
    assert "mg/day" not in row
