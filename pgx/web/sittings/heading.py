"""The heading of a result states what was found."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.cases.models import Confidence, Kind
from pgx.cases.sittings import Paper
from pgx.web.sittings.earlier import Line


def heading(paper: Paper, before: Sequence[Paper]) -> str:
    """How many were right, beside the tests before; else how sure one was of the others."""
    if not paper.responses:
        return _("The test is over; you gave no answer.")
    if before:
        return _beside(paper, before)
    return f"{_right(paper)} {_others(paper)}".strip()


def _right(paper: Paper) -> str:
    counts = _counts(paper)
    if paper.position is None:
        return _("You have %(right)d of %(answered)d right.") % counts
    return _("You have %(right)d of %(answered)d right, of %(asked)d asked.") % counts


def _others(paper: Paper) -> str:
    wrong = [each for each in paper.responses if not each.right]
    sure = sum(each.confidence == Confidence.SURE for each in wrong)
    if not wrong:
        return ""
    if not sure:
        return _("You were sure of none of the others.")
    return _("You were sure of %(sure)d of the others.") % {"sure": sure}


def _beside(paper: Paper, before: Sequence[Paper]) -> str:
    return " ".join([_right(paper), *map(_earlier, before)])


def _earlier(paper: Paper) -> str:
    words = {
        Kind.PRE: _("Before, it was %(right)d of %(answered)d."),
        Kind.POST: _("After, it was %(right)d of %(answered)d."),
    }
    return words[Kind(paper.sitting.assignment.kind)] % _counts(paper)


def _counts(paper: Paper) -> dict[str, int]:
    return {
        "right": sum(each.right for each in paper.responses),
        "answered": len(paper.responses),
        "asked": len(paper.sitting.items),
    }


def of_change(lines: Sequence[Line]) -> str:
    """What became of the beliefs since the tests before: gains, and losses beside them."""
    gone, back = sum(each.is_gone for each in lines), sum(each.is_back for each in lines)
    if not gone and not back:
        return _("No answer has turned since the test before")
    said = ngettext(
        "%(gone)d answer was wrong and is right now, %(back)d the other way round",
        "%(gone)d answers were wrong and are right now, %(back)d the other way round",
        gone,
    )
    return said % {"gone": gone, "back": back}
