"""How a learner stands: what is mastered, what comes back, how sure they rightly were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from pgx.accounts.models import User
from pgx.cases.models import Confidence, Response
from pgx.cases.review.days import zone_of
from pgx.cases.review.memory import Memory


@dataclass(frozen=True)
class Standing:
    """A belief that once came up: whether it is due, holds or is mastered, and when it is next.

    `returned` counts the errors after a right answer.
    """

    belief: str
    is_due: bool
    is_right: bool
    is_mastered: bool
    returned: int
    next_on: date


@dataclass(frozen=True)
class Sureness:
    """Of the answers of one confidence, how many were right."""

    confidence: Confidence
    right: int
    asked: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.asked


def mastery(learner: User, now: datetime) -> list[Standing]:
    """Every belief that came up for review, by the day on which it is next."""
    zone = zone_of(learner)
    found = []
    for card in learner.review_cards.order_by("due_at", "belief"):
        memory = Memory.read(card.state)
        is_due = card.due_at <= now
        next_on = card.due_at.astimezone(zone).date()
        is_mastered = memory.is_mastered and not is_due
        found.append(
            Standing(card.belief, is_due, memory.right, is_mastered, memory.returned, next_on)
        )
    return found


def calibration(learner: User) -> list[Sureness]:
    """Each confidence with its answers in reviews and in tests that are over."""
    is_told = Q(sitting__assignment=None) | Q(sitting__finished_at__isnull=False)
    answers = Response.objects.filter(is_told, sitting__learner=learner).order_by()
    counts = answers.values_list("confidence").annotate(
        right=Count("pk", filter=Q(right=True)), asked=Count("pk")
    )
    by_confidence = {confidence: numbers for confidence, *numbers in counts}
    return [Sureness(each, *by_confidence.get(each, (0, 0))) for each in Confidence]
