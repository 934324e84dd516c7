"""Sides are answered as Explore answers them; what is compared is made from the results."""

import pytest
from django.http import QueryDict

from pgx.rounding import ratio, show
from pgx.web.compare import courses, findings, modelled, published
from pgx.web.compare.address import read
from pgx.web.compare.sides import sides_of


def sides(knowledge, text, release=""):
    return sides_of(knowledge, read(QueryDict(text)), release)


@pytest.fixture(scope="module")
def pair(knowledge):
    """*1/*1 beside *2/*2 on the same regimen."""
    return sides(
        knowledge,
        "a.drug=escitalopram&a.CYP2C19=*1/*1&b.drug=escitalopram&b.CYP2C19=*2/*2&b.rs6295=C/G",
    )


@pytest.fixture(scope="module")
def drugs(knowledge):
    """One panel with two drugs."""
    return sides(knowledge, "a.drug=sertraline&a.CYP2C19=*2/*2&b.drug=escitalopram&b.CYP2C19=*2/*2")


def row(group, name):
    return next(each for each in group.rows if each.name == name)


def test_heading_says_what_differs_within_a_drug(pair):
    low, high = (side.result for side in pair)
    fold = show(high.path[0].value / low.path[0].value, 2)
    apart = high.points_over_placebo_week_8 - low.points_over_placebo_week_8
    assert findings.heading(pair) == [
        f"The level differs {fold}-fold.",
        "The category differs.",
        f"The modelled response differs by {show(apart, 2)} points at week 8.",
    ]


def test_heading_says_what_does_not_differ(knowledge):
    same = sides(knowledge, "a.drug=sertraline&a.CYP2C19=*1/*1&b.drug=sertraline&b.CYP2C19=*1/*1")
    assert findings.heading(same) == [
        "The level does not differ.",
        "The category is the same: usual start.",
        "The modelled response does not differ.",
    ]


def test_heading_does_not_invent_a_level(knowledge):
    half = sides(knowledge, "a.drug=sertraline&a.CYP2C19=*2/*2&b.drug=sertraline")
    assert findings.heading(half)[0] == "The level of B is not known."


def test_heading_of_drugs_says_no_response_and_keeps_the_order(drugs):
    said = findings.heading(drugs)
    levels = [ratio(side.result.path[0].ratio) for side in drugs]
    assert said[0] == f"Against its own reference the level is {levels[0]} in A, {levels[1]} in B."
    assert len(said) == 2
    assert [side.result.drug for side in drugs] == ["sertraline", "escitalopram"]


def test_heading_of_a_stopped_side(knowledge):
    stopped = "a.drug=sertraline&b.drug=sertraline&b.co_medications=phenelzine"
    found = sides(knowledge, stopped)
    assert findings.heading(found)[0] == "Nothing is modelled in B."
    assert not modelled.path(found).rows[0].cells[1].ratio


def test_across_drugs_no_absolute_effect_is_shown(drugs):
    response = drugs[0].result.path[-1]
    cell = row(modelled.path(drugs), response.label).cells[0]
    assert cell.text == ratio(response.ratio)
    assert "points" not in cell.beside
    assert [picture.title for picture in courses.pictures(drugs, one_drug=False)] == [
        "Sertraline",
        "Escitalopram",
    ]


def test_across_drugs_a_course_is_in_percent_of_its_own_reference(drugs):
    for side, picture in zip(drugs, courses.pictures(drugs, one_drug=False), strict=True):
        course = side.result.course["points_over_placebo"]
        share = 100 * course.person[-1] / max(course.reference)
        assert picture.chart.rows[-1][1][0].startswith(show(share, 2) + " (")


def test_within_a_drug_the_courses_share_one_picture(pair):
    [picture] = courses.pictures(pair, one_drug=True)
    curves = [curve.css for curve in picture.chart.wide.curves]
    # The reference they share, a band each, and each its own dashes.
    assert curves == [
        "ref-core",
        "band",
        "band",
        "p-line p-side p-side-0",
        "p-line p-side p-side-1",
    ]
    last = {str(label.text) for label in picture.chart.wide.labels}
    ends = [side.result.course["points_over_placebo"].person[-1] for side in pair]
    assert {f"A {show(ends[0], 2)}", f"B {show(ends[1], 2)}"} <= last


def test_rows_that_differ_are_told_from_equal_ones(pair):
    given = published.given(pair)
    assert row(given, "CYP2C19").differs
    assert not row(given, "Drug").differs
    assert row(given, "rs6295 (HTR1A)").cells[0].status == "not tested"
    assert [each.name for each in given.of_differences().rows] == [
        "rs6295 (HTR1A)",
        "CYP2C19",
        "CYP2C19 as it acts",
    ]


def test_every_statement_of_a_body_is_kept(pair):
    cell = row(published.recommendation(pair), "DPWG: CYP2C19").cells[1]
    found = pair[1].result.recommendation.findings
    said = [each.says_when for each in found if each.body == "DPWG" and each.genes == ["CYP2C19"]]
    assert len(said) > 1
    assert cell.text == " ".join(said)


def test_a_gene_that_was_not_read_has_no_factor(pair):
    cells = row(modelled.contributions(pair), "HTR1A").cells
    assert cells[0].status == "not tested"
    assert not cells[0].text
    assert cells[1].text == "×1.00"


def test_a_fault_stands_at_its_side_alone(knowledge):
    found = sides(
        knowledge, "a.drug=escitaloprm&b.drug=sertraline&c.CYP2C19=*1/*1&d.drug=x&d.drug=y"
    )
    assert [side.is_answered for side in found] == [False, True, False, False]
    codes = [error.code for side in found for error in side.errors]
    assert codes == ["unknown_drug", "no_drug", "repeated_field"]
