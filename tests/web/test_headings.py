"""Headings state what the numbers say: over every reference panel, each with its own drug."""

import re
from dataclasses import replace

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.effect.reference import reference_panels
from pgx.rounding import show
from pgx.web import findings, headings, targets, what_if

DAY = 56


@pytest.fixture(scope="module")
def answers(knowledge):
    """Every reference panel answered in full, but those that an MAO inhibitor stops."""
    asked = [replace(each.question, detail="full") for each in reference_panels()]
    found = [(each.genotypes, assess(each, knowledge=knowledge)) for each in asked]
    return [each for each in found if not each[1].results[0].is_stopped]


@pytest.fixture(scope="module")
def results(answers):
    return [answer.results[0] for _given, answer in answers]


def numbers(text):
    return re.findall(r"[+\N{MINUS SIGN}]?\d+(?:\.\d+)?", text)


def test_there_is_something_to_check(results):
    assert len(results) > 150
    said = {headings.of_path(each, False) for each in results}
    assert any("does not move" in each for each in said)
    assert any("moves by" in each for each in said)


def test_the_path_does_not_move_only_where_the_response_does_not(results):
    for each in results:
        if not each.is_represented:
            continue
        points = each.course["points_over_placebo"]
        at = each.course.days.index(DAY)
        moved = points.person[at] - points.reference[at]
        said = headings.of_path(each, False)
        assert ("does not move" in said) <= (abs(moved) < 1e-3), said
        if "moves by" in said:
            assert show(moved, 1, signed=True) in numbers(said)
        assert "is 1 times" not in said


def test_the_weeks_are_the_same_only_where_every_week_is(results):
    shown = [
        each for each in results if each.is_represented and not findings.are_single_doses(each)
    ]
    for each in shown:
        points, said = each.course["points_over_placebo"], headings.of_weeks(each)
        apart = max(abs(a - b) for a, b in zip(points.person, points.reference, strict=True))
        at = each.course.days.index(DAY)
        own, reference = (show(values[at], 2) for values in (points.person, points.reference))
        if "are the same" in said:
            assert apart < 1e-3
        elif "nearly coincide" in said:
            assert own == reference
            assert show(apart, 1) in numbers(said)
        else:
            assert own != reference
            assert {own, reference} <= set(numbers(said))


def test_no_heading_sets_a_number_against_itself(results):
    for each in results:
        said = numbers(headings.of_plasticity(each))
        assert len(said) == len(set(said)), said
        assert "×1.00" not in headings.of_contributions(each)


def test_the_domains_that_lead_are_the_highest(results):
    for each in results:
        said = headings.of_side_effects(each)
        if "lead." in said:
            top = max(each.side_effects.domains, key=lambda domain: domain.value).domain
            assert said.lower().startswith(str(headings.DOMAINS.get(top, top)))


def test_a_target_is_named_where_half_of_it_is_occupied_and_nowhere_else(results):
    for each in results:
        said = targets.finding(each)
        for target in each.targets:
            named = re.search(rf"(?<![\w-]){re.escape(target.target)}(?![\w-])", said)
            assert bool(named) == (target.occupied >= 0.5), said


def test_what_would_move_differs_as_it_is_written(answers, knowledge):
    for given, answer in answers[::8]:
        result = answer.results[0]
        genes = what_if.what_if(knowledge, answer, result, given)
        said = what_if.finding(genes)
        level = said.partition(" would move the level")[0] if "the level" in said else ""
        for gene in genes:
            written = {show(row.answer.level_ratio, 2, zeros=True) for row in gene.rows}
            assert (gene.name in level.split(" and ")) <= (len(written) > 1), said
