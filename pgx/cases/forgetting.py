"""What an account learned is deleted, and what nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from pgx.accounts.models import User
from pgx.cases.classes import changing
from pgx.cases.models import Attempt, Class, JoinCode

KEEP_CODES = timedelta(days=30)  # after their end, so that whoever types one hears why it ended


def learned(user: User) -> dict[str, int]:
    """How much there is to delete, by what it is."""
    return {
        "attempts": _attempts(user).count(),
        "sittings": user.sittings.count(),
        "review_cards": user.review_cards.count(),
        "memberships": user.memberships.count(),
    }


@transaction.atomic
def forget_learning(user: User) -> None:
    """Delete what an account answered in cases, tests and reviews, and its place in classes.

    Its figures go from every class that it was in; the account and what it teaches stay.
    """
    changing.goes(user)
    _attempts(user).delete()
    for kept in (user.sittings, user.review_cards, user.memberships):
        kept.all().delete()


def _attempts(user: User) -> QuerySet[Attempt]:
    """Those that are learning: a curator's trial of a draft is kept with the draft."""
    return user.attempts.filter(trial_of=None)


def sweep_codes(now: datetime) -> int:
    """Delete join codes that ended some time ago; how many."""
    before = now - KEEP_CODES
    ended = Q(expires_at__lte=before) | Q(revoked_at__lte=before)
    return JoinCode.objects.filter(ended).delete()[0]


def sweep_classes(now: datetime) -> int:
    """Delete classes in which nobody teaches or learns any more; how many."""
    empty = Class.objects.filter(instructors=None, memberships=None)
    return empty.delete()[1].get(Class._meta.label, 0)
