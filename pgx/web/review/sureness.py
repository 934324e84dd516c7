"""How sure one was, beside how often one was right; nothing is claimed of a few answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.cases.models import Confidence
from pgx.cases.review.standing import Sureness

FEWEST = 5  # answers; one more or less would move the share of fewer by over twenty points
WHEN = {
    Confidence.SURE: gettext_lazy("when you were sure, %(right)d of %(asked)d were right"),
    Confidence.FAIRLY: gettext_lazy("when you were fairly sure, %(right)d of %(asked)d were right"),
    Confidence.UNSURE: gettext_lazy("when you were unsure, %(right)d of %(asked)d were right"),
}


@dataclass(frozen=True)
class Row:
    """The answers of one confidence; without a share where they are too few."""

    label: str
    right: int
    asked: int
    share: float | None


@dataclass(frozen=True)
class Told:
    """What the answers say, in words, and row by row."""

    heading: str
    rows: list[Row]


def sureness(found: Sequence[Sureness]) -> Told | None:
    """How sure one rightly was; None before the first answer."""
    if not any(each.asked for each in found):
        return None
    rows = [_row(each) for each in found]
    return Told(_heading([each for each in found if _is_enough(each)]), rows)


def _row(found: Sureness) -> Row:
    share = found.share if _is_enough(found) else None
    return Row(str(found.confidence.label), found.right, found.asked, share)


def _is_enough(found: Sureness) -> bool:
    return found.asked >= FEWEST


def _heading(enough: Sequence[Sureness]) -> str:
    """The surest beside the least sure."""
    if not enough:
        return _("There are too few answers to say yet.")
    ends = dict.fromkeys((enough[-1], enough[0]))
    return f"{capfirst('; '.join(map(_said, ends)))}."


def _said(found: Sureness) -> str:
    return str(WHEN[found.confidence]) % {"right": found.right, "asked": found.asked}
