"""The file of questions: both sides have rows that exist, and no number stands in its texts."""

import re

import pytest

from pgx.knowledge import releases
from pgx.web.chain.subjects import subjects
from pgx.web.controversies.questions import questions
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.telling import told
from pgx.web.knowledge.ways import LISTS
from tests.assessments.test_no_advice import COMPILED
from tests.web.test_model_document import ADVICE

WANTED = {
    "5-httlpr",
    "serotonin-theory",
    "bdnf-in-blood",
    "human-neurogenesis",
    "trials-of-testing",
    "level-and-outcome",
    "ancestry",
    "regulators",
    "safety",
    "barriers",
}
ROWS = ("speaks_for", "speaks_against", "model", "heard", "beliefs")
EVERY = list(questions().values())


@pytest.fixture
def library(release):
    return Library(releases.name())


def rows_of(each) -> list[str]:
    return [each.verdict, *(row for name in ROWS for row in getattr(each, name))]


def test_every_controversy_of_the_issue_has_a_page():
    assert set(questions()) == WANTED


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_every_reference_resolves_once_on_a_page(each, library):
    rows = rows_of(each)

    assert [row for row in rows if not library.row(row)] == []
    assert len(set(rows)) == len(rows), "a row stands twice"
    assert set(each.subjects) <= set(subjects())
    assert set(each.pages) <= {page for page, _, _ in LISTS}
    assert all(library.row(f"markers/{marker}") for marker in each.markers)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_both_sides_speak_and_every_row_has_a_source(each, library):
    assert each.speaks_for and each.speaks_against
    for row in told(library, rows_of(each)):
        values = row.entry.values
        assert row.text.strip() and values["confidence"], row
        named = values.get("reference") or values.get("references")
        assert named or values.get("verdict") == "not checkable", row


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_no_number_of_its_own_and_no_advice(each):
    texts = " ".join([each.name, each.question, each.does, *(each.sides or ())])

    assert not re.search(r"\d", texts.replace("5-HTTLPR", ""))
    assert each.question.endswith("?")
    assert [name for name in ADVICE if COMPILED[name].search(f"{each.question} {each.does}")] == []


def test_what_is_about_one_drug_names_it(library):
    (caution,) = told(library, ["cautions/qt_citalopram"])
    (course,) = told(library, ["time_course/T06"])

    assert caution.text.startswith("Citalopram: QT lengthens")
    assert course.text.startswith("Rat, day 3: ") and course.text.endswith("40 %.")


def test_a_row_that_a_release_does_not_have_is_left_out(library):
    assert told(library, ["controversies/nobody-says-that"]) == []
