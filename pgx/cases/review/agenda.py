"""What is due now, what of it still fits in the day, and when the next is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pgx.accounts.models import User
from pgx.cases.models import Response, ReviewCard
from pgx.cases.review.days import bounds, zone_of
from pgx.cases.review.forms import picks

# As in the trials of spaced questions after a rotation, which gained most (Kerfoot 2007).
MOST_A_DAY = 10


@dataclass(frozen=True)
class Due:
    """A belief that is due, since when, and whether a confident error brought it here."""

    belief: str
    due_at: datetime
    was_sure: bool


@dataclass(frozen=True)
class Agenda:
    """The learner's day: what is due in it, and what waits.

    `more` are due but do not fit in the day; `silent` are due, but no question of them holds with
    today's release. `next_on` is the next day on which something is due, and `then` how much.
    """

    due: list[Due]
    more: int
    silent: int
    done: int
    next_on: date | None
    then: int
    zone: ZoneInfo

    @property
    def is_full(self) -> bool:
        """Whether the day's ten are done."""
        return self.done >= MOST_A_DAY


def due(learner: User, now: datetime) -> list[Due]:
    """What is due now and fits in the day: confident errors first, then the longest overdue."""
    return agenda(learner, now).due


def agenda(learner: User, now: datetime) -> Agenda:
    """The learner's day, in the time zone of their class."""
    zone = zone_of(learner)
    today, tomorrow = bounds(now, zone)
    cards = sorted(learner.review_cards.all(), key=_urgency)
    waiting = [card for card in cards if card.due_at <= now]
    asked = picks(learner, [card.belief for card in waiting])
    ready = [
        Due(each.belief, each.due_at, each.was_sure) for each in waiting if each.belief in asked
    ]
    done = _answered(learner, today, tomorrow)
    fit = max(0, MOST_A_DAY - done)
    later = [card.due_at for card in cards if card.due_at > now] + [tomorrow] * len(ready[fit:])
    days = sorted(each.astimezone(zone).date() for each in later)
    return Agenda(
        due=ready[:fit],
        more=len(ready[fit:]),
        silent=len(waiting) - len(ready),
        done=done,
        next_on=days[0] if days else None,
        then=days.count(days[0]) if days else 0,
        zone=zone,
    )


def _urgency(card: ReviewCard) -> tuple[bool, datetime, str]:
    return not card.was_sure, card.due_at, card.belief


def _answered(learner: User, since: datetime, until: datetime) -> int:
    """How many were reviewed in the day."""
    reviews = Response.objects.filter(sitting__learner=learner, sitting__assignment=None)
    return reviews.filter(answered_at__gte=since, answered_at__lt=until).count()
