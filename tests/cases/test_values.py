import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.cases.pieces import paragraphs, plain
from pgx.cases.running import ordered_markers
from pgx.cases.values import values_of

POOR = Question({"CYP2C19": "*2/*2"}, None, (Regimen("escitalopram", 10.0),))


@pytest.fixture
def values(good, ground):
    return values_of(good.case, ground)


@pytest.fixture
def result(knowledge):
    return assess(POOR, knowledge=knowledge).results[0]


def test_values_are_those_of_the_answer(values, result):
    sert = result.path[1]
    expected = {
        "exposure": result.exposure_ratio,
        "level": result.level_ng_per_ml,
        "level|reference": result.path[0].reference_value,
        "occupancy.SERT": sert.value,
        "occupancy.SERT|change": sert.value - sert.reference_value,
        "station.occupancy|low": sert.low,
        "response|high": result.relative_response_high,
        "points": result.points_over_placebo_week_8,
        "side_effects|reference": result.side_effects.reference_index,
        "course.points_over_placebo|week 8": result.points_over_placebo_week_8,
        "course.points_over_placebo|ratio|week 8": result.path[-1].ratio,
        "course.placebo|week 2": result.course.placebo_points[result.course.days.index(14)],
        "contribution.CYP exposure": result.contributions[0].factor,
        "trace.steady.th_SERT": sert.value,
        "half_effect_week": result.week_of_half_effect,
        "person.age": 51,
    }
    assert {name: values[name].number for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exposure", "×3.3"),
        ("occupancy.SERT", "86.7 %"),
        ("occupancy.SERT|ratio", "×1.08"),
        ("occupancy.SERT|change", "+6.72 percentage points"),
        ("level", "56.1 ng/mL"),
        ("dose", "10 mg/day"),
        ("drug", "Escitalopram"),
        ("metabolite", "not modelled"),
        ("phenotype.CYP2C19", "Poor Metabolizer"),
        ("phenotype.CYP2D6", "not tested"),
        ("genotype.rs6295", "C/G"),
        ("category", "consider another drug"),
        ("row misconceptions/M01 rule", "min(1, known * factor)"),
        ("row drug_values/escitalopram|half_life value", "30 h"),
    ],
)
def test_a_value_is_shown_as_the_pages_show_it(values, name, text):
    assert values[name].text == text


def test_a_row_says_where_it_is_from_and_how_sure(values):
    value = values["row misconceptions/M01 truth"]
    assert (value.row, value.reference, value.confidence) == (
        "misconceptions/M01",
        "Jukic2018",
        "recalled",
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("other/exposure", "no run other"),
        ("occupancy.SERT|week 2", "only a course"),
        ("course.bdnf|week 13", "no week 13"),
        ("trace.th_SERT", "one number a day"),
        ("half_effect_week|ratio", "no reference"),
        ("drug|ratio", "a word has no ratio"),
        ("row genes/NONE role", "no row genes/NONE"),
        ("row nothing/x y", "no table nothing"),
        ("row genes/CYP2C19 colour", "no column colour"),
        ("row genes", "row table/key column"),
    ],
)
def test_a_value_that_is_not_there_says_why(values, name, says):
    with pytest.raises((LookupError, ValueError), match=says):
        values[name]


def test_what_was_not_ordered_is_not_tested(good, ground):
    nothing = values_of(good.case, ground, ordered_markers(good.case, []))
    assert nothing["phenotype.CYP2C19"].text == "not tested"
    assert nothing["exposure"].number == 1
    assert nothing["known/exposure"].number == pytest.approx(3.3)
    ordered = values_of(good.case, ground, ordered_markers(good.case, ["cyp"]))
    assert ordered["exposure"].number == pytest.approx(3.3)
    assert ordered["genotype.rs6295"].text == "not tested"


def test_a_text_is_cut_into_words_and_values(values):
    first, second = paragraphs("At {{dose}} it\nis {{ exposure }}.\n\nSo.", values)
    assert [piece.text for piece in first] == ["At ", "10 mg/day", " it\nis ", "×3.3", "."]
    assert [piece.value.name for piece in first if piece.value] == ["dose", "exposure"]
    assert [piece.text for piece in second] == ["So."]
    assert plain("{{exposure}}", values) == "×3.3"


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"above": 1.05, "below": 1.1}, True),
        ({"above": 1.1}, False),
        ({"is": "×1.08"}, True),
    ],
)
def test_a_condition_is_held_against_the_value(good, values, asked, holds):
    kind = type(good.case.must_hold[0])
    condition = kind.model_validate({"value": "occupancy.SERT|ratio", **asked})
    assert values.holds(condition) is holds
