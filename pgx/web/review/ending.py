"""The end of a review: what went right that went wrong before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.cases import ground, published
from pgx.cases.models import Response
from pgx.cases.review.agenda import agenda
from pgx.cases.schema import Case
from pgx.cases.sittings import Paper
from pgx.web.cases.feedback import Belief, belief_of
from pgx.web.review.words import counted


@dataclass(frozen=True)
class Line:
    """A belief of the review: how it went, when it comes again, and the cases that look at it."""

    number: int
    given: Response
    belief: Belief
    next_at: datetime | None
    cases: list[Case]


def ending(paper: Paper) -> dict[str, Any]:
    """What went right, and what comes again when; errors first."""
    learner = paper.sitting.learner
    lines = sorted(_lines(paper), key=lambda line: line.given.right)
    return {
        "heading": _heading(paper.responses),
        "lines": lines,
        "agenda": agenda(learner, timezone.now()),
    }


def _lines(paper: Paper) -> list[Line]:
    release = ground.of_release(paper.sitting.release)
    cards = paper.sitting.learner.review_cards.values_list("belief", "due_at")
    next_at = dict(cards)
    return [
        Line(
            each.position + 1,
            each,
            belief_of(release, key),
            next_at.get(key),
            [] if each.right else published.led_by(key),
        )
        for each in paper.responses
        for key in [each.item.belief]
    ]


def _heading(given: list[Response]) -> str:
    right, many = sum(each.right for each in given), len(given)
    if right == many:
        said = ngettext(
            "The one that went wrong before went right.",
            "All %(many)s went right that went wrong before.",
            many,
        )
    elif right:
        said = _("%(right)s of %(many)s went right that went wrong before.")
    else:
        said = ngettext(
            "It did not go right yet. It comes again tomorrow.",
            "None of %(many)s went right yet. They come again tomorrow.",
            many,
        )
    return capfirst(said % {"right": counted(right), "many": counted(many)})
