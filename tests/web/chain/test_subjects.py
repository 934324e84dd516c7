"""The file of subjects: every reference is one, and no number stands in its texts."""

import re

import pytest

from pgx.knowledge import releases
from pgx.web.chain.figures import FIGURES
from pgx.web.chain.pages import subject  # registers the figures
from pgx.web.chain.subjects import STATIONS, subjects
from pgx.web.controversies.questions import questions
from pgx.web.knowledge.library import Library
from tests.assessments.test_no_advice import COMPILED
from tests.web.test_model_document import ADVICE

# What the issue asks for: the seeds' topic map.
WANTED = {
    "transmitters",
    "drug-classes",
    "5-ht1a",
    "5-ht4",
    "bdnf",
    "hippocampus",
    "prefrontal-cortex",
    "dendrites",
    "spines",
    "synapses",
    "neurogenesis",
    "time-course",
    "faster-agents",
    "circuits-and-imaging",
}
ROWS = ("seen", "claims", "evidence", "held", "guessed", "heard", "beliefs")
NAMES = re.compile(r"5-HT\w+")  # the digits of a name are no number
EVERY = list(subjects().values())


@pytest.fixture
def library(release):
    return Library(releases.name())


def test_every_subject_of_the_seeds_has_a_page():
    assert subject and set(subjects()) == WANTED


def test_subjects_stand_in_the_order_of_the_chain():
    places = [list(STATIONS).index(each.station) for each in EVERY]

    assert places == sorted(places)


def test_every_reference_resolves(library):
    rows = [row for each in EVERY for name in ROWS for row in getattr(each, name)]
    rows += [f"markers/{marker}" for each in EVERY for marker in each.markers]

    assert [row for row in rows if not library.row(row)] == []
    assert {slug for each in EVERY for slug in each.controversies} <= set(questions())
    topics = {row.values["topic"] for row in library.all("claims")}
    assert {topic for each in EVERY for topic in each.topics} <= topics


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_a_subject_has_a_figure_or_says_why_not(each):
    assert bool(each.figure) != bool(each.why_no_figure)
    assert not each.figure or each.figure in FIGURES


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_a_subject_has_claims_and_what_is_guessed_and_no_number_of_its_own(each):
    assert each.claims and each.guessed and each.lead
    assert not re.search(r"\d", NAMES.sub("", each.lead + each.why_no_figure))


def test_every_claim_is_a_claim_and_every_guess_of_the_model(library):
    guessed = {row for each in EVERY for row in each.guessed}
    values = [library.row(row).values["confidence"] for row in guessed]

    assert set(values) <= {"illustrative", "calibrated"}
    assert all(row.startswith("claims/") for each in EVERY for row in each.claims)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_no_text_sounds_like_advice(each):
    found = [name for name in ADVICE if COMPILED[name].search(each.lead + each.why_no_figure)]

    assert found == []
