"""A class is made, taught by others too, closed and deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases.classes.changing import has_changed, locked
from pgx.cases.classes.codes import new_code, revoke_all
from pgx.cases.classes.errors import MayNotTeach, TooMany
from pgx.cases.models import Class

MOST_CLASSES = 50  # open ones that an account teaches


def may_make(user: User) -> bool:
    """Whether an account may make classes: every one, or only instructors (OPEN_CLASSES)."""
    return settings.OPEN_CLASSES or user.has_perm("cases.teach")


def make(instructor: User, name: str, time_zone: str = "UTC") -> Class:
    """A class with its first code. Raises MayNotTeach and TooMany."""
    if not may_make(instructor):
        raise MayNotTeach
    if instructor.taught_classes.filter(closed_at=None).count() >= MOST_CLASSES:
        raise TooMany(MOST_CLASSES)
    with transaction.atomic():
        made = Class.objects.create(name=name, time_zone=time_zone)
        made.instructors.add(instructor)
        new_code(made)
    return made


def close(of_class: Class, now: datetime | None = None) -> None:
    """End a class: its codes and assignments end, what was answered stays to be read."""
    now = now or timezone.now()
    with locked(of_class):
        of_class.closed_at = of_class.closed_at or now
        of_class.save(update_fields=["closed_at"])
        revoke_all(of_class, now)
        of_class.assignments.filter(closed_at=None).update(closed_at=now)
        has_changed(of_class)


def delete(of_class: Class) -> None:
    """Delete a class with its memberships, assignments and their tests."""
    of_class.delete()


def close_untaught(**_: Any) -> None:
    """Signal of a deleted account: a class that nobody teaches any more is closed."""
    for left in Class.objects.filter(instructors=None, closed_at=None):
        close(left)
