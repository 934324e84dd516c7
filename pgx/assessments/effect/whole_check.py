"""Slow checks of compiled knowledge: whole answers, and the validation table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pgx.assessments.assess import assess
from pgx.assessments.effect.reference import reference_panels
from pgx.assessments.effect.table import table
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Question, Regimen
from pgx.knowledge.errors import Fault
from pgx.knowledge.reading import LABEL
from pgx.knowledge.releases import NOT_COMPILED
from pgx.science.knowledge import Knowledge


def whole_answers(knowledge: Knowledge) -> Iterator[Fault]:
    """One panel a drug is answered with all its sentences, or refused with a reason."""
    found: dict[str, list[str]] = {}
    for drug, question in _questions(knowledge).items():
        if why := _why_not(knowledge, question):
            found.setdefault(why, []).append(drug)
    for why, names in found.items():
        reason = f"the model has no whole answer for {', '.join(names)}: {why}"
        yield Fault(LABEL, 0, "", reason)


def _questions(knowledge: Knowledge) -> dict[str, Question]:
    """A reference panel a drug; a drug that has none gets another one's, at its own dose."""
    panels = reference_panels()
    own = {panel.drug: panel.question for panel in panels}
    other = panels[0].question
    questions = {
        drug: own.get(drug) or replace(other, regimens=(Regimen(drug),)) for drug in knowledge.drugs
    }
    return {drug: replace(each, detail="full") for drug, each in questions.items()}


def _why_not(knowledge: Knowledge, question: Question) -> str:
    try:
        with np.errstate(all="ignore"):  # what goes wrong is said by an error
            assess(question, knowledge=knowledge)
    except QuestionRefused:
        return ""
    except NOT_COMPILED as error:
        return str(error)
    return ""


def observations_have_numbers(knowledge: Knowledge) -> Iterator[Fault]:
    """Every number of the validation table can be computed, and is finite."""
    for row, computed in table(knowledge).items():
        if computed.value is None:
            name, _, key = row.partition("/")
            yield Fault(f"{name}.csv", 0, "", f"the model gives no finite number for {key}")
