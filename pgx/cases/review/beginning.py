"""A review is begun with what is due then, and found again as long as it is open."""

from __future__ import annotations

from datetime import datetime

from pgx.accounts.models import User
from pgx.cases.models import Sitting
from pgx.cases.review.agenda import due
from pgx.cases.review.cards import one_at_a_time
from pgx.cases.review.forms import picks
from pgx.cases.sittings import begin_review


def open_review(learner: User) -> Sitting | None:
    """The review that the learner has begun and not ended."""
    return learner.sittings.filter(assignment=None, finished_at=None).first()


def begin(learner: User, now: datetime) -> Sitting:
    """Begin a review of what is due, or go on with the one that is open; two tabs find one.

    Raises NoItems where nothing is due, NoRelease.
    """
    with one_at_a_time(learner):
        if found := open_review(learner):
            return found
        beliefs = [each.belief for each in due(learner, now)]
        return begin_review(learner, list(picks(learner, beliefs).values()))


def find(learner: User, sitting: str) -> Sitting | None:
    """A review of the learner; None for another's, and for a test."""
    return learner.sittings.filter(assignment=None, pk=sitting).first()
