"""What all cards share: how they are named, marked, linked and overridden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import uuid5

from pgx import notice
from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.question import write_dose
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.markdown import joined
from pgx.ehr.cds.record import Record
from pgx.ehr.fhir.codes import OURS
from pgx.ehr.fhir.resources.parts import coding
from pgx.rounding import show

Card = dict[str, Any]
Indicator = Literal["info", "warning", "critical"]
LABEL = "Raphe (teaching)"
MOST_SUMMARY = 139  # CDS Hooks: under 140 characters
WARNS = ("consider another drug", "consider another dose or slower titration")
SILENT = "no guideline statement"
MODEL = "**Model (illustrative: predicts nothing for a person).**"
REASONS = {
    "seen": "Seen; the exercise continues without a change",
    "not-trusted": "Result not trusted or not applicable",
    "accounted-for": "Already accounted for",
    "other": "Other",
}


def card(
    call: Call,
    name: str,
    said: str,
    indicator: Indicator,
    detail: Iterable[str],
    links: list[dict[str, str]],
    **source: Any,
) -> Card:
    """A card. `name` tells it from the others of its call; the detail begins with the notice.

    `source` has the topic, where the card is about one drug.
    """
    made: Card = {
        "uuid": str(uuid5(call.asked.hook_instance, f"{call.asked.hook} {name}")),
        "summary": summary(said),
        "indicator": indicator,
        "source": {"label": LABEL, **source},
        "detail": joined([str(notice.NOTICE), *detail]),
        "links": links,
    }
    if indicator != "info":
        made["overrideReasons"] = [
            coding(f"{OURS}override-reason", *reason) for reason in REASONS.items()
        ]
    return made


def topic(drug: str, name: str) -> dict[str, str]:
    """Which drug a card is about."""
    return coding(f"{OURS}drug", drug, name)


def summary(said: str) -> str:
    """Short, with the short notice: some systems show nothing else."""
    ends = f". {notice.NOTICE_SHORT}."
    room = MOST_SUMMARY - len(ends)
    return (said if len(said) <= room else said[: room - 1] + "…") + ends


def indicator(result: ResultAnswer) -> Indicator:
    """How a result asks for attention."""
    if result.is_stopped:
        return "critical"
    return "warning" if result.recommendation.category in WARNS else "info"


def regimen(result: ResultAnswer) -> str:
    """Drug and dose: "Escitalopram 10 mg/day"."""
    return f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}"


def _panel(record: Record, answer: Assessment) -> dict[str, str]:
    """Genotypes as they were sent. Explore has one strand for all of them.

    So beside letters of a declared strand those of an unknown one, which count for nothing,
    are left out.
    """
    strands = set(record.orientation.values())
    if len(strands) != 1:
        return {each.marker: each.given for each in answer.calls if each.given}
    calls = [each for each in answer.calls if each.given and each.status != "ambiguous"]
    return {each.marker: each.given for each in calls} | {"orientation": strands.pop()}


def link(
    call: Call, record: Record, answer: Assessment, result: ResultAnswer | None = None
) -> dict[str, str]:
    """Explore at exactly this panel, these co-medications, this release, and this regimen."""
    question = _panel(record, answer)
    if result:
        question["drug"] = result.drug
        question["dose_mg_per_day"] = write_dose(result.dose_mg_per_day)
    beside = [name for name in answer.co_medications if not result or name != result.drug]
    if beside:
        question["co_medications"] = "; ".join(re.sub("[;,]", " ", name) for name in beside)
    question["release"] = answer.release.version
    return {
        "label": "Open in Explore: every number with its source",
        "url": f"{call.explore}?{urlencode(question, safe='*/')}",
        "type": "absolute",
    }
