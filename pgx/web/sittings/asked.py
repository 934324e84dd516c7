"""The page of a question: one item, and nothing of what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from pgx.assessments.errors import FieldError
from pgx.cases.models import Response
from pgx.cases.sittings import Paper
from pgx.web.items.question import Question, question

Sent = Mapping[str, Sequence[str]]


def asked(
    paper: Paper, sent: Sent | None = None, errors: Sequence[FieldError] = (), problem: str = ""
) -> dict[str, Any]:
    """The question that comes now; with what was sent and refused."""
    position, test = paper.position or 0, paper.sitting.assignment
    chosen = next(iter((sent or {}).get("option", ())), None)
    return {
        "test": test,
        "is_late": bool(test and test.due_at and timezone.now() > test.due_at),
        "question": _unnamed(_question(paper, position, chosen, errors)),
        "number": position + 1,
        "answered": position,
        "many": len(paper.sitting.items),
        "problem": problem,
    }


def by_id(paper: Paper, position: int, sent: Sent) -> Sent:
    """What was sent for a question, its option by the name that the item has for it."""
    if not 0 <= position < len(paper.items):
        return sent
    shown = _question(paper, position).options
    names = {str(place): each.id for place, each in enumerate(shown, 1)}
    hidden = dict.fromkeys(names.values(), "")  # whoever sends one has not seen it on the page
    known = hidden | names
    return {**sent, "option": [known.get(each, each) for each in sent.get("option", ())]}


def is_put_off(paper: Paper) -> bool:
    """Whether the test opens only later: an instructor has moved it since it was begun."""
    test = paper.sitting.assignment
    return bool(test and test.opens_at > timezone.now())


def is_other(stored: Response, sent: Sent) -> bool:
    """Whether an answer is not the one that was sent: another came first, as by the back button."""
    given = (stored.option, str(stored.confidence.real))
    return given != tuple((*sent.get(name, ()), None)[0] for name in ("option", "confidence"))


def _question(
    paper: Paper, position: int, chosen: str | None = None, errors: Sequence[FieldError] = ()
) -> Question:
    sitting, version = paper.sitting, paper.items[position]
    return question(version, sitting.release, sitting.seed, chosen, errors=errors)


def _unnamed(asked: Question) -> Question:
    """Without names: that of an item says its belief, that of an option what is right."""
    options = [replace(each, id=str(place)) for place, each in enumerate(asked.options, 1)]
    return replace(asked, name="now", options=options)
