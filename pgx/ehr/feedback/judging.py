"""Whether a card was answered in line with what it rests on, as far as that can be told.

It goes by what is stored of a card: its indicator, its summary, the suggestions that were taken
and the reason that was chosen. What those do not tell, nobody judges.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from pgx.ehr.cds.cards.parts import REASONS, WARNS
from pgx.ehr.cds.cards.suggestions import BEGINS
from pgx.ehr.models import Outcome

ACCOUNTED_FOR, NOT_TRUSTED = REASONS["accounted-for"], REASONS["not-trusted"]
# A contraindication beside an MAO inhibitor rests on no genotype that one could distrust.
FITS = {"critical": {ACCOUNTED_FOR}, "warning": {ACCOUNTED_FOR, NOT_TRUSTED}}


class Judged(Enum):
    """In line with the statement, against it, or neither: nobody judges it."""

    IN_LINE = "in line"
    AGAINST = "against"
    BY_NOBODY = "by nobody"


def asks_for_change(indicator: str, summary: str) -> bool:
    """Whether a card rests on a statement that changes something.

    A warning for another cause (an MAO inhibitor that ended) names no such category.
    """
    if indicator == "critical":
        return True
    return indicator == "warning" and any(f": {category}" in summary for category in WARNS)


def judge(
    indicator: str, summary: str, outcome: str, accepted: Collection[str], reason: str
) -> Judged:
    """An answer held against its card."""
    if not asks_for_change(indicator, summary):
        return Judged.BY_NOBODY
    if outcome == Outcome.OVERRIDDEN:
        return Judged.IN_LINE if reason in FITS[indicator] else Judged.AGAINST
    is_ours = any(label.startswith(BEGINS) for label in accepted)
    return Judged.IN_LINE if is_ours else Judged.BY_NOBODY
