import json
import math

import pytest

from pgx import __version__, notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.knowledge.errors import NoRelease
from pgx.science.recommendation import CATEGORIES

pytestmark = pytest.mark.usefixtures("release")

PANEL = {"5-HTTLPR": "S/S", "rs25531": "A/A", "rs6265": "Val/Met", "CYP2C19": "*2/*2"}


def result(genotypes=PANEL, drug="escitalopram", dose=10.0, **rest):
    return assess(Question(genotypes, regimens=(Regimen(drug, dose),), **rest)).results[0]


def codes(found):
    return {flag.code for flag in found.flags}


def test_assess_names_release_and_engine(release):
    answer = assess(Question(PANEL)).to_json()

    assert answer["release"] == {"version": release.version, "sha256": release.sha256}
    assert answer["engine"] == __version__
    assert answer["notice"] == str(notice.NOTICE)


def test_assess_repeats_to_the_same_bytes():
    first, second = (json.dumps(assess(Question(PANEL)).to_json()) for _ in range(2))

    assert first == second


def test_assess_json_round_trips():
    answer = assess(Question(PANEL)).to_json()

    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_assess_contributions_multiply_to_the_relative_response():
    found = result()

    assert found.total_ln == pytest.approx(math.log(found.relative_response), abs=1e-12)


def test_assess_orders_drugs_by_category_then_name():
    results = assess(Question({"CYP2C19": "*2/*2"})).results

    places = [(CATEGORIES.index(r.recommendation.category), r.name) for r in results]
    assert places == sorted(places)
    assert len({category for category, _ in places}) > 2
    only_b6 = assess(Question({"CYP2B6": "*6/*6"})).results
    assert only_b6[0].drug == "sertraline"


def test_assess_unreadable_genotype_is_a_call_with_its_reason_not_an_error():
    answer = assess(Question({"rs6265": "A/Q", "rs6295": "C/C"}))
    calls = {call.marker: call for call in answer.calls}

    assert calls["rs6265"].status == "invalid"
    assert "Q is not an allele" in calls["rs6265"].reason
    assert calls["rs6295"].status == "ambiguous"
    assert calls["rs6295"].readings == ["C/C", "G/G"]
    assert calls["CYP2C19"].status == "not tested"
    used = {each.gene: each.used for each in answer.classes}
    assert used["BDNF"].startswith("the reference")


def test_assess_empty_panel_is_all_reference_and_says_so():
    found = result(genotypes={})

    assert found.relative_response == 1.0
    assert found.recommendation.category == "no guideline statement"
    assert "not tested" in found.recommendation.headline
    assert "reference_used" in codes(found)
    assert {part.status for part in found.contributions} == {"not tested"}


def test_assess_slc6a4_changes_nothing_in_the_recommendation():
    long, short = (result({**PANEL, "5-HTTLPR": text}).recommendation for text in ("L/L", "S/S"))

    assert long == short


def test_assess_htr1a_htr4_bdnf_stop_before_symptoms():
    plain = result({"CYP2C19": "*1/*1"})
    other = result({"rs6265": "Met/Met", "rs1345697": "G/G", "rs6295": "C/G"})

    assert other.relative_response < plain.relative_response
    assert other.points_over_placebo_week_8 == pytest.approx(plain.points_over_placebo_week_8)


def test_assess_dose_outside_the_label_is_said():
    assert "dose_outside_label" in codes(result(dose=60.0))
    assert "dose_outside_label" not in codes(result(dose=10.0))


def test_assess_phenotype_without_exposure_data_is_said():
    assert "no_data" in codes(result({"CYP2C19": "*9/*9"}))


def test_assess_assumption_about_rs25531_is_said():
    assert "assumed" in codes(result({"5-HTTLPR": "L/S"}))


def test_assess_weeks_begin_at_nothing_and_keep_placebo_apart():
    weeks = result().weeks

    assert (weeks[0].placebo_points, weeks[0].points_over_placebo) == (0, 0)
    assert [week.week for week in weeks] == list(range(13))
    assert weeks[8].reference_points_over_placebo == pytest.approx(2.3)


def test_assess_every_station_has_sources_with_citation_and_confidence():
    for station in result().path:
        assert station.sources
        assert all(source.citation and source.confidence for source in station.sources)


def test_assess_exposure_station_names_the_row_of_the_ratio():
    rows = {source.row for source in result().path[0].sources}

    assert any(row.startswith("exposure_ratios/escitalopram|CYP2C19|Poor") for row in rows)


def test_assess_another_release(release):
    assert assess(Question(release=release.version)).release.version == release.version
    with pytest.raises(NoRelease):
        assess(Question(release="7.0.0"))


def test_assess_station_on_no_genotype_says_so_and_is_no_finding():
    stations = {each.key: each.status for each in result({"rs6265": "Val/Met"}).path}

    assert stations["exposure"] == "not tested"
    assert stations["resilience"] == "called"
    assert stations["response"] == "not tested"
    assert result({"CYP2C19": "*1/*99"}).path[0].status == "invalid"
    assert "not tested is not normal" in result({}).sentences[0]


def test_assess_level_on_a_modelling_choice_is_not_called_published():
    study = result({"CYP2C19": "*2/*2"})
    choice = result({"CYP2B6": "*6/*6"}, "sertraline", 50.0)

    assert (study.path[0].layer, study.level_is_modelled) == ("published", False)
    assert (choice.path[0].layer, choice.level_is_modelled) == ("model", True)
    assert {station.layer for station in study.path[1:]} == {"model"}
