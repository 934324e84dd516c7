import json
import math
from dataclasses import replace

import pytest

from pgx import __version__, notice
from pgx.assessments.assess import assess
from pgx.assessments.errors import QuestionRefused
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


def test_assess_course_begins_at_nothing_and_keeps_placebo_apart():
    course = result().course
    points = course["points_over_placebo"]

    assert course.days == [0, 1, 3, *range(7, 85, 7)]
    assert (course.placebo_points[0], points.person[0], points.reference[0]) == (0, 0, 0)
    assert points.reference[course.days.index(56)] == pytest.approx(2.3)
    score = course["symptom_score"]
    for day, placebo in enumerate(course.placebo_points):
        assert score.person[day] == pytest.approx(23 - placebo - points.person[day])


def test_assess_course_has_an_interval_around_each_point_where_one_is_computed():
    for series in result().course.series:
        assert len(series.low) == len(series.high)
        for low, value, high in zip(series.low, series.person, series.high, strict=False):
            assert low <= value + 1e-12
            assert value <= high + 1e-12
    assert result().course["resilience"].low


# --- How much is said ---


def test_assess_every_drug_is_modelled_and_is_a_summary_unless_asked_for_in_full(knowledge):
    answer = assess(Question(PANEL))

    assert {each.drug for each in answer.results} == set(knowledge.drugs)
    for each in answer.results:
        assert (each.path, each.course, each.contributions, each.trace) == ([], None, [], [])
        assert (each.counterfactuals, each.expert_sentences) == ([], [])
        assert each.sentences
        assert each.level_ng_per_ml > 0


def test_assess_detail_says_how_much_whatever_is_asked_for():
    summary = result(detail="summary")
    full = result()

    assert summary.course is None
    assert full.course is not None
    assert (full.trace, full.path, full.contributions) > ([], [], [])
    for name in ("relative_response", "relative_response_low", "side_effect_index", "signal"):
        assert getattr(summary, name) == getattr(full, name)
    assert summary.side_effects.domains == []
    assert len(full.side_effects.domains) == 7
    assert (summary.side_effects.low, summary.flags) == (full.side_effects.low, full.flags)
    assert summary.recommendation == full.recommendation


def test_assess_in_full_of_several_regimens_is_each_alone():
    asked = (Regimen("citalopram", 20), Regimen("ketamine"), Regimen("citalopram", 40))

    several = {
        (each.drug, each.dose_mg_per_day): each
        for each in assess(Question(PANEL, regimens=asked)).results
    }

    assert len(several) == 3
    for (drug, dose), each in several.items():
        assert each == result(drug=drug, dose=dose)


@pytest.mark.parametrize(
    ("drug", "more"),
    [
        ("escitalopram", {}),
        ("venlafaxine", {"co_medications": ("bupropion",)}),
        ("ketamine", {"mechanism_reaches_symptoms": True}),
        ("sertraline", {"co_medications": ("phenelzine",)}),
    ],
)
def test_assess_path_says_of_each_number_what_the_full_answer_says(drug, more):
    """It leaves out what it is for to leave out, and nothing that it has differs by a bit."""
    panel = {**PANEL, "CYP2D6": "*4/*4", "rs6265": "C/T"}
    question = Question(panel, regimens=(Regimen(drug),), **more)
    first = assess(replace(question, detail="path")).results[0]
    full = assess(question).results[0]

    without = ("expert_sentences", "targets", "course", "counterfactuals", "trace")
    left_out = {name: getattr(first, name) for name in without}
    assert not any(left_out.values())
    path = [replace(station, sources=[]) for station in full.path]
    effects = full.side_effects and replace(full.side_effects, domains=[])
    assert first == replace(full, **left_out, path=path, side_effects=effects)


def test_assess_switch_lets_the_mechanism_reach_symptoms_and_nothing_else():
    off, on = (result(mechanism_reaches_symptoms=each) for each in (False, True))

    assert on.points_over_placebo_week_8 < off.points_over_placebo_week_8
    assert on.relative_response == off.relative_response
    assert on.sert_occupancy == off.sert_occupancy
    assert on.side_effect_index == off.side_effect_index
    assert on.recommendation == off.recommendation
    reference = [each.course["points_over_placebo"].reference for each in (off, on)]
    assert reference[1] == pytest.approx(reference[0], rel=0.02)


def test_assess_side_effects_are_none_where_they_are_not_modelled(knowledge):
    """Single doses, and a drug without binding rows: not modelled is said, and is not 0."""
    without = {"levodopa", *(d.drug for d in knowledge.drugs.values() if d.kind == "rapid")}

    for each in assess(Question(PANEL)).results:
        is_without = each.drug in without
        assert (each.side_effects is None) == is_without, each.drug
        assert (each.side_effect_index is None) == is_without
        assert ("side_effects_not_modelled" in codes(each)) == is_without


def test_assess_single_doses_act_at_once_and_fade():
    found = result(drug="ketamine", dose=35)
    R, points = found.course["resilience"], found.course["points_over_placebo"]

    assert points.reference[1] == pytest.approx(4.4, abs=0.1)  # day 1
    assert points.reference[4] < 0.5 * points.reference[1]  # day 14
    assert R.reference[0] > 0
    assert found.sert_occupancy == pytest.approx(0, abs=0.05)
    assert "single_doses" in codes(found)


@pytest.mark.parametrize("drug", ["bupropion", "trimipramine"])
def test_assess_a_drug_that_is_not_represented_shows_no_symptom_course(drug, knowledge):
    found = result(drug=drug, dose=knowledge.drugs[drug].value("reference_dose"))

    assert found.points_over_placebo_week_8 is None
    assert set(found.course["points_over_placebo"].person) == {None}
    assert found.coverage == "not represented"
    assert found.relative_response is not None
    assert "coverage" in codes(found)


def test_assess_a_drug_without_an_effect_has_no_relative_response():
    found = result(drug="levodopa", dose=300)

    assert (found.relative_response, found.relative_response_low, found.total_ln) == (None,) * 3
    assert found.signal == ""


# --- Bad input ---


@pytest.mark.parametrize("dose", [0, -5, -0.0, 1e9, float("nan"), float("inf"), -float("inf")])
def test_assess_a_dose_that_cannot_be_modelled_is_refused_by_its_field(dose):
    with pytest.raises(QuestionRefused) as refused:
        result(dose=dose)

    (error,) = refused.value.errors
    assert (error.field, error.code) == ("regimens.0.dose_mg_per_day", "dose_out_of_range")
    assert "above 0" in error.hint


def test_assess_a_dose_at_the_limit_is_modelled_and_said_to_be_above_the_label(knowledge):
    for drug in knowledge.drugs.values():
        limit = drug.value("label_dose_high") * knowledge.parameters.dose_limit
        found = result(drug=drug.drug, dose=limit, detail="summary")

        flag = next(each for each in found.flags if each.code == "dose_outside_label")
        assert "above the label range" in flag.message
        assert flag.rows == [drug.values[f"label_dose_{end}"].row for end in ("low", "high")]


def test_assess_refuses_every_fault_of_a_question_at_once():
    asked = Question(
        {"CYP9Z9": "*1/*1", "rs6265": "A/G", "Val66Met": "G/G"},
        "sideways",
        (Regimen("escitaloprm"), Regimen("citalopram", -1)),
    )

    with pytest.raises(QuestionRefused) as refused:
        assess(asked)

    found = {error.code for error in refused.value.errors}
    wanted = {"unknown_marker", "repeated_marker", "unknown_drug", "dose_out_of_range"}
    assert found == wanted | {"unknown_orientation"}


def test_assess_a_panel_that_contradicts_itself_says_what_it_took():
    """A G of rs25531 that no L can carry, beside S/S: it changes nothing, and is said."""
    answer = assess(Question({"5-HTTLPR": "S/S", "rs25531": "G/G"}))

    found = next(each for each in answer.classes if each.gene == "SLC6A4")
    assert found.name == "S'/S'"
    assert "taken to change nothing" in found.assumption


def test_assess_a_palindromic_homozygote_without_a_strand_is_refused(knowledge):
    palindromic = [
        each
        for each in knowledge.markers.values()
        if each.palindromic and any(one.allele != one.plus for one in each.alleles)
    ]
    assert {"rs6295", "rs6296"} <= {each.marker for each in palindromic}
    for marker in palindromic:
        first, second = (each.plus for each in marker.alleles[:2])
        calls = {}
        for text in (f"{first}/{first}", f"{first}/{second}"):
            answer = assess(Question({marker.marker: text}, detail="summary"))
            calls[text] = next(c for c in answer.calls if c.marker == marker.marker)
        one, two = calls.values()
        assert (one.status, one.genotype, len(one.readings)) == ("ambiguous", "", 2)
        assert two.status == "called"


def test_assess_calls_name_the_rows_of_gene_marker_and_alleles():
    calls = {each.marker: each for each in assess(Question({"rs6265": "Val/Met"})).calls}

    assert set(calls["rs6265"].rows) == {
        "genes/BDNF", "markers/rs6265", "alleles/rs6265|G", "alleles/rs6265|A",
    }  # fmt: skip
    assert calls["rs6295"].rows == ["genes/HTR1A", "markers/rs6295"]


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
