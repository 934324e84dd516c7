"""What is stored of an account that plays cases, for whoever it belongs to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from pgx.accounts.models import User
from pgx.cases.models import Attempt


def attempts(learner: User) -> list[dict[str, Any]]:
    """Every attempt of an account with its answers."""
    found = learner.attempts.select_related("of", "trial_of").prefetch_related("answers")
    return [_attempt(each) for each in found]


def drafts(user: User) -> list[dict[str, Any]]:
    """The drafts of cases that they edited last."""
    columns = ("id", "case", "title", "text", "revision", "edited_at")
    return list(user.case_drafts.values(*columns))


def published_cases(curator: User) -> list[dict[str, Any]]:
    """The versions of cases that an account published; they stay when it goes, without its name."""
    return list(curator.published_cases.values("case", "version", "note", "published_at"))


def _attempt(attempt: Attempt) -> dict[str, Any]:
    answers = [
        {"step": each.step, "given": each.given, "answered_at": each.answered_at}
        for each in attempt.answers.all()
    ]
    return {
        "case": attempt.played.case,
        "version": attempt.played.version,
        "release": attempt.release,
        "engine": attempt.engine,
        "begun_at": attempt.begun_at,
        "answers": answers,
    }


def sweep(now: datetime) -> int:
    """Delete the attempts of visitors that nobody kept, once their time is over; how many."""
    ends = now - timedelta(days=settings.KEEP_VISITS_DAYS)
    return (
        Attempt.objects.filter(learner=None, begun_at__lte=ends).delete()[1].get("cases.Attempt", 0)
    )
