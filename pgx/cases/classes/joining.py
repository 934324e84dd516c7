"""A learner joins a class by its code, and leaves it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases.classes.changing import has_changed
from pgx.cases.classes.codes import find_code, lets_in
from pgx.cases.classes.errors import TeachesHere
from pgx.cases.models import Class, Membership


def join(learner: User, typed: str, now: datetime | None = None) -> Membership:
    """Join the class of a code, or take up again what was left; who is in already is found.

    Raises JoinRefused in the kind that says why.
    """
    code = find_code(typed)
    of_class = code.of_class
    if found := of_class.memberships.filter(learner=learner, left_at=None).first():
        return found
    lets_in(code, now or timezone.now())
    if of_class.instructors.filter(pk=learner.pk).exists():
        raise TeachesHere
    membership = _taken_up(of_class, learner)
    has_changed(of_class)
    return membership


def _taken_up(of_class: Class, learner: User) -> Membership:
    """The membership with its number. Several join at once: who comes second asks again."""
    while True:
        of_class.memberships.filter(learner=learner).update(left_at=None)
        if found := of_class.memberships.filter(learner=learner).first():
            return found
        number = _next_number(of_class)
        try:
            with transaction.atomic():
                return of_class.memberships.create(learner=learner, number=number)
        except IntegrityError:  # the number, or the membership, was given just now
            continue


def _next_number(of_class: Class) -> int:
    last = of_class.memberships.aggregate(Max("number"))["number__max"]
    return 0 if last is None else last + 1


def leave(membership: Membership, now: datetime | None = None) -> None:
    """Leave a class: what was answered until now stays in its figures, nothing later does."""
    current = Membership.objects.filter(pk=membership.pk, left_at=None)
    if current.update(left_at=now or timezone.now()):
        has_changed(membership.of_class)
