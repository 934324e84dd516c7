"""Classes count what happens in them, so that figures know whether they are still true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from pgx.accounts.models import User
from pgx.cases.classes.errors import NoClass
from pgx.cases.models import Attempt, Class


def changed(learner: User) -> None:
    """Count in each class that an account learns in: called after everything it answers."""
    _count(Class.objects.filter(memberships__learner=learner, memberships__left_at=None))


@contextmanager
def locked(of_class: Class) -> Iterator[Class]:
    """A transaction in which nobody else changes the class, as it stands then.

    What locks more than the class locks it first: two that do this never wait for one another.
    Raises NoClass where it was deleted meanwhile.
    """
    with transaction.atomic():
        found = Class.objects.select_for_update(no_key=True).filter(pk=of_class.pk).first()
        if not found:
            raise NoClass(of_class.pk)
        yield found


def has_changed(of_class: Class) -> None:
    """Count in one class."""
    Class.objects.filter(pk=of_class.pk).update(changed=F("changed") + 1)


def count_played(attempt: Attempt) -> None:
    """Count an answer to a case of an account; a trial counts nowhere."""
    if attempt.learner and not attempt.is_trial:
        changed(attempt.learner)


def goes(instance: User, **_: Any) -> None:
    """Signal of an account that is deleted: what it answered goes, wherever it ever learned."""
    _count(Class.objects.filter(memberships__learner=instance))


def _count(classes: QuerySet[Class]) -> None:
    """One class after the other, in one order: two that do this at once never wait in a ring."""
    for name in classes.order_by("pk").values_list("pk", flat=True):
        Class.objects.filter(pk=name).update(changed=F("changed") + 1)
