"""The heading of a result states what was found."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.cases.models import Confidence, Kind
from pgx.cases.sittings import Paper


def heading(paper: Paper, before: Sequence[Paper]) -> str:
    """How many were right, beside the tests before; else how sure one was of the others."""
    if not paper.responses:
        return _("The test is over; you gave no answer.")
    if before:
        return _beside(paper, before)
    return f"{_right(paper)} {_others(paper)}".strip()


def _right(paper: Paper) -> str:
    counts = {"right": _count(paper), "answered": len(paper.responses)}
    if paper.position is None:
        return _("%(right)d of %(answered)d answers are right.") % counts
    asked = {"asked": len(paper.sitting.items)}
    return _("%(right)d of %(answered)d answers are right, of %(asked)d asked.") % counts | asked


def _others(paper: Paper) -> str:
    wrong = [each for each in paper.responses if not each.right]
    sure = sum(each.confidence == Confidence.SURE for each in wrong)
    if not wrong:
        return ""
    if not sure:
        return _("You were sure of none of the others.")
    return _("You were sure of %(sure)d of the others.") % {"sure": sure}


def _beside(paper: Paper, before: Sequence[Paper]) -> str:
    said = [f"{_right(paper)}", *(_earlier(each) for each in before)]
    return " ".join(said)


def _earlier(paper: Paper) -> str:
    words = {
        Kind.PRE: _("Before: %(right)d of %(answered)d."),
        Kind.POST: _("After: %(right)d of %(answered)d."),
    }
    counts = {"right": _count(paper), "answered": len(paper.responses)}
    return words[Kind(paper.sitting.assignment.kind)] % counts


def _count(paper: Paper) -> int:
    return sum(each.right for each in paper.responses)
