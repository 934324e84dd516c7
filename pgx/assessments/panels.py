"""Several panels in one call: each is answered by `assess` as it would be alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pgx.assessments.answer import Assessments, SubjectAnswer
from pgx.assessments.assess import assess
from pgx.assessments.draws import DrawsInTime
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import MOST_DRAWS, Checked, Question, check
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge

MOST_PANELS = 100
MOST_FULL = 100  # results in full detail, of which each is some 250 kB of JSON
# The parts of a question that are a panel's own; the others are asked of all panels alike.
OWN = ("genotypes", "orientation", "co_medications")


@dataclass(frozen=True)
class Subject:
    """Whose panel it is, and what is asked of it."""

    subject: str
    question: Question


def assess_panels(subjects: Sequence[Subject]) -> Assessments:
    """Answer the same question of several panels, all by one release.

    Raises QuestionRefused with every field at fault (`panels.3.genotypes.rs6295`), and
    NoRelease where the release asked for is not loaded.
    """
    knowledge = releases.find(subjects[0].question.release)
    regimens = sum(len(checked.regimens) for checked in check_panels(knowledge, subjects))
    draws = subjects[0].question.draws
    in_time = DrawsInTime(draws, regimens) if draws else None
    questions = [replace(each.question, release=knowledge.version) for each in subjects]
    answers = [assess(question, in_time) for question in questions]
    named = zip(subjects, answers, strict=True)
    return Assessments([SubjectAnswer(each.subject, answer) for each, answer in named])


def check_panels(knowledge: Knowledge, subjects: Sequence[Subject]) -> list[Checked]:
    """Every question in the release's own words. Raises QuestionRefused with all faults."""
    checked, errors = [], _too_much(subjects)
    for place, each in enumerate(subjects):
        try:
            checked.append(check(knowledge, each.question))
        except QuestionRefused as refused:
            errors += _placed(place, refused.errors)
    if errors:
        raise QuestionRefused(list(dict.fromkeys(errors)))
    return checked


def _placed(place: int, errors: Iterable[FieldError]) -> Iterator[FieldError]:
    """Errors with the place of their panel, unless they are of what all panels share."""
    for error in errors:
        own = error.field.startswith(OWN)
        yield replace(error, field=f"panels.{place}.{error.field}") if own else error


def _too_much(subjects: Sequence[Subject]) -> list[FieldError]:
    question = subjects[0].question
    results = len(subjects) * max(1, len(question.regimens))
    errors = []
    if question.is_full and results > MOST_FULL:
        message = f"{len(subjects)} panels with these regimens are {results} results."
        hint = f"In full detail ask for at most {MOST_FULL} at once, or take detail summary."
        errors.append(FieldError("panels", "too_many_results", message, hint))
    if question.draws * results > MOST_DRAWS:
        message = f"{question.draws} draws of {results} results are too many for one call."
        hint = f"Over all results, {MOST_DRAWS} can be made."
        errors.append(FieldError("draws", "bad_draws", message, hint))
    return errors
