"""What a page of the chain computes is what `assess` answers with the same release."""

import math
import re
from dataclasses import replace

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.knowledge import releases
from pgx.rounding import show
from pgx.web.chain.pages import drawn
from pgx.web.chain.subjects import subjects
from pgx.web.knowledge.library import Library

WEEKS = ("2", "4", "8", "12")
# Series of an assessment that each subject's columns are drawn from, and how.
RISES = {
    "neurogenesis": ("hippocampal_neurogenesis",),
    "dendrites": ("hippocampal_dendrites", "prefrontal_dendrites"),
    "spines": ("hippocampal_spines", "prefrontal_spines"),
    "synapses": ("hippocampal_synapses", "prefrontal_synapses"),
    "hippocampus": (
        "hippocampal_neurogenesis",
        "hippocampal_synapses",
        "hippocampal_spines",
        "hippocampal_dendrites",
    ),
    "prefrontal-cortex": ("prefrontal_synapses", "prefrontal_spines", "prefrontal_dendrites"),
}


@pytest.fixture
def library(release):
    return Library(releases.name())


def ask(drug: str, **genotypes: str):
    question = Question(genotypes, regimens=(Regimen(drug),), detail="full")
    return assess(question).results[0]


def column(library, slug: str, place: int) -> list[str]:
    rows = {row.week: row.values for row in drawn(library, slug, "en").course.rows}
    return [rows[week][place] for week in WEEKS if week in rows]


def answered(result, key: str, made) -> list[str]:
    course = result.course
    days = [list(course.days).index(7 * int(week)) for week in WEEKS]
    return [show(made(course[key].person[day])) for day in days]


def rise(log: float) -> float:
    return 100 * math.expm1(log)


@pytest.mark.parametrize("slug", RISES)
def test_a_rise_is_that_of_the_assessment(library, slug):
    result = ask("citalopram")

    for place, key in enumerate(RISES[slug]):
        assert column(library, slug, place) == answered(result, key, rise), key


def test_tone_and_autoreceptors_are_those_of_the_assessment(library):
    result = ask("citalopram")

    percent = answered(result, "serotonin_tone", lambda fold: 100 * fold)
    assert column(library, "transmitters", 0) == percent
    lost = answered(result, "autoreceptors", lambda left: 100 * (1 - left))
    assert column(library, "5-ht1a", 0) == lost


def test_bdnf_by_genotype_is_that_of_the_assessment(library):
    for place, genotype in enumerate(("Val/Val", "Val/Met", "Met/Met")):
        result = ask("citalopram", rs6265=genotype)
        assert column(library, "bdnf", place) == answered(result, "bdnf", rise), genotype


def test_occupancy_at_the_reference_dose_is_that_of_the_assessment(library):
    panels = drawn(library, "drug-classes", "en").doses
    seen = {
        (panel.drug, panel.target, float(row.values["dose_mg"])): text
        for panel in panels
        for row, text in panel.rows
    }

    assert seen["citalopram", "SERT", 20.0] == show(100 * ask("citalopram").sert_occupancy)
    assert len(panels) == len({(panel.drug, panel.target) for panel in panels})


def test_a_rapid_agent_fades_and_a_daily_drug_grows(library):
    rows = drawn(library, "faster-agents", "en").course.rows
    values = [[float(text) for text in row.values] for row in rows]
    ketamine, daily = [row[0] for row in values], [row[-1] for row in values]

    assert ketamine == sorted(ketamine, reverse=True) and ketamine[0] > 90
    assert daily == sorted(daily) and daily[-1] < 100


@pytest.mark.parametrize("slug", [each.slug for each in subjects().values() if each.figure])
def test_a_finding_says_what_the_figure_ends_with(library, slug):
    """A finding has a number, and each is finite."""
    finding = drawn(library, slug, "en").finding

    assert re.search(r"\d", finding) and "not modelled" not in finding


def test_published_points_stand_where_their_rows_say(library):
    figure = drawn(library, "5-ht1a", "en")
    rows = [library.row(row) for row in subjects()["5-ht1a"].seen]
    marks = figure.course.wide.marks

    assert [mark.css for mark in marks] == ["ink-full"] * len(rows)
    heights = [float(mark.y) for mark in marks]
    assert heights == sorted(heights, reverse=True)  # 40 % below 70 %


def test_a_release_without_a_drug_of_the_figure_has_none(library):
    other = Library(library.release, asked="without the probe")
    drugs = {key: drug for key, drug in library.knowledge.drugs.items() if key != "prucalopride"}
    other.__dict__["knowledge"] = replace(library.knowledge, drugs=drugs)

    assert drawn(other, "5-ht4", "en") is None
    assert drawn(other, "bdnf", "en")
