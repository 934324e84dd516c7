"""Teaching suggestions: the draft order as it was sent, with the dose that a statement gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from pgx.assessments.answer import ResultAnswer
from pgx.assessments.question import write_dose
from pgx.ehr.cds.cards.changed_order import changed
from pgx.ehr.cds.cards.doses import Asked, asked, gives_a_start, usual
from pgx.ehr.fhir.resources.parts import present
from pgx.ehr.reading.orders import Ordered
from pgx.science.knowledge import Knowledge

Suggestion = dict[str, Any]
ANOTHER = "other drug"  # asked for first: the start is for whoever keeps this one
BEGINS = "Teaching suggestion"
TAKEN = "{} is taken already: what is said of its start does not apply, and no start is suggested."
USUAL = "A suggested start is reckoned from {} mg/day, which Raphe takes for the usual dose."


def suggestions(
    knowledge: Knowledge, result: ResultAnswer, orders: Iterable[Ordered], is_taken: bool
) -> list[Suggestion]:
    """One a body that gives a number, where every order has a plain dose and an id."""
    every = list(orders)
    if not all(each.order.id and not each.said for each in every):
        return []
    found = (_suggestion(result, every, each) for each in asked(knowledge, result, is_taken))
    return [each for each in found if each]


def offer(card: str, found: list[Suggestion]) -> dict[str, Any]:
    """Suggestions as members of the card of a uuid: one of them at most is taken."""
    named = [{**each, "uuid": str(uuid5(UUID(card), each["label"]))} for each in found]
    return present(suggestions=named, selectionBehavior="at-most-one" if named else "")


def said(
    knowledge: Knowledge, result: ResultAnswer, is_taken: bool, found: list[Suggestion]
) -> str:
    """What must be known of suggested starts, or why there is none; else empty."""
    if not gives_a_start(knowledge, result):
        return ""
    if is_taken:
        return TAKEN.format(result.name)
    return USUAL.format(write_dose(usual(knowledge.drugs[result.drug]))) if found else ""


def _suggestion(result: ResultAnswer, orders: list[Ordered], asked: Asked) -> Suggestion | None:
    """None where the dose does not come out in any of the orders."""
    resources = [changed(each, result.name, asked.dose) for each in orders]
    if not all(resources):
        return None
    says = f"{BEGINS}. {asked.finding.label}: {asked.finding.says_when}"
    return {
        "label": _label(result, asked),
        "actions": [
            {"type": "update", "description": says, "resource": each} for each in resources
        ],
    }


def _label(result: ResultAnswer, asked: Asked) -> str:
    """For example "Teaching suggestion: CPIC 2016, start at 37.5 mg/day in place of 75"."""
    was, dose = write_dose(result.dose_mg_per_day), write_dose(float(asked.dose))
    how = "start at" if asked.is_start else "at most"
    if asked.statement.actions[0] == ANOTHER:
        how = f"if kept, {how}"
    who = " ".join(filter(None, (asked.finding.body, asked.finding.year)))
    text = f"{BEGINS}: {who}, {how} {dose} {result.dose_unit} in place of {was}"
    condition = "" if asked.is_start else asked.finding.condition
    return f"{text} ({condition})" if condition else text
