"""What is stored of an account that plays cases, for whoever it belongs to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from pgx.accounts.models import User
from pgx.cases.models import Attempt, Class, Sitting


def attempts(learner: User) -> list[dict[str, Any]]:
    """Every attempt of an account with its answers."""
    found = learner.attempts.select_related("of", "trial_of").prefetch_related("answers")
    return [_attempt(each) for each in found]


def memberships(learner: User) -> list[dict[str, Any]]:
    """The classes that an account is or was in."""
    columns = ("of_class", "of_class__name", "number", "joined_at", "left_at")
    return list(learner.memberships.order_by("pk").values(*columns))


def taught_classes(instructor: User) -> list[dict[str, Any]]:
    """The classes that an account teaches; they are their learners' too, whom nothing names."""
    return [_taught(each) for each in instructor.taught_classes.all()]


def sittings(learner: User) -> list[dict[str, Any]]:
    """Every test and review of an account with its answers."""
    found = learner.sittings.select_related("assignment").prefetch_related("responses__item")
    return [_sitting(each) for each in found]


def review_cards(learner: User) -> list[dict[str, Any]]:
    """What is to be looked at again, when, and what the scheduler keeps of it."""
    columns = ("belief", "due_at", "was_sure", "made_at", "state")
    return list(learner.review_cards.values(*columns))


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


def _taught(taught: Class) -> dict[str, Any]:
    given = taught.assignments.values("kind", "case", "opens_at", "due_at", "closed_at")
    return {
        **{name: getattr(taught, name) for name in ("id", "name", "time_zone", "beliefs")},
        **{name: getattr(taught, name) for name in ("cds_clients", "made_at", "closed_at")},
        "assignments": list(given),
        "data": list(taught.data.values_list("batch__name", flat=True)),
    }


def _sitting(sitting: Sitting) -> dict[str, Any]:
    columns = ("option", "right", "shown", "confidence", "is_late", "answered_at")
    given = [
        {"item": each.item.item, **{name: getattr(each, name) for name in columns}}
        for each in sitting.responses.all()
    ]
    return {
        "id": sitting.pk,
        "kind": sitting.assignment.kind if sitting.assignment else "review",
        "class": sitting.assignment.of_class_id if sitting.assignment else None,
        "begun_at": sitting.begun_at,
        "finished_at": sitting.finished_at,
        "responses": given,
    }


def sweep(now: datetime) -> int:
    """Delete the attempts of visitors that nobody kept, once their time is over; how many."""
    ends = now - timedelta(days=settings.KEEP_VISITS_DAYS)
    return (
        Attempt.objects.filter(learner=None, begun_at__lte=ends).delete()[1].get("cases.Attempt", 0)
    )
