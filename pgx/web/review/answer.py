"""The page of an answer: what is said of it, and when its belief comes again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pgx.cases import ground
from pgx.cases.models import Confidence, Response
from pgx.cases.review.days import zone_of
from pgx.cases.sittings import Paper
from pgx.web.cases.feedback import Belief, belief_of
from pgx.web.items.question import question


def answer(paper: Paper, number: int) -> dict[str, Any]:
    """An answered question with its feedback."""
    sitting, given = paper.sitting, paper.responses[number - 1]
    card = sitting.learner.review_cards.filter(belief=given.item.belief).first()
    shown = (given.item, sitting.release, sitting.seed, given.option)
    return {
        "paper": paper,
        "given": given,
        "heading": _heading(given),
        "question": question(*shown, reveal=True),
        "asked_of": _asked_of(given, sitting.release),
        "number": number,
        "many": len(sitting.items),
        "next_at": card.due_at if card else None,
        "zone": zone_of(sitting.learner),
    }


def _asked_of(given: Response, release: str) -> Belief | None:
    """The belief that the question is about, where the feedback does not say it."""
    if given.shown == given.item.belief:
        return None
    return belief_of(ground.of_release(release), given.item.belief)


def _heading(given: Response) -> str:
    """What the answer went with; how sure one was matters as much."""
    is_sure = given.confidence == Confidence.SURE
    if given.right:
        return _("You said what is so.") if is_sure else _("You said what is so: you may be surer.")
    if is_sure:
        return _("You were sure of what many believe. Here is what contradicts it.")
    return _("You said what many believe. Here is what contradicts it.")
