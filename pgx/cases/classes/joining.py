"""A learner joins a class by its code, and leaves it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases.classes.changing import has_changed, locked
from pgx.cases.classes.codes import find_code, lets_in
from pgx.cases.classes.errors import NoClass, NoSuchCode, TeachesHere
from pgx.cases.models import Class, JoinCode, Membership


def join(learner: User, typed: str, now: datetime | None = None) -> Membership:
    """Join the class of a code, or take up again what was left; who is in already is found.

    Raises JoinRefused in the kind that says why.
    """
    code = find_code(typed)
    try:
        with locked(code.of_class) as of_class:
            return _let_in(of_class, code, learner, now or timezone.now())
    except NoClass:
        raise NoSuchCode(typed) from None


def _let_in(of_class: Class, code: JoinCode, learner: User, now: datetime) -> Membership:
    """The membership of who is in, or comes in now. Who comes second waits for the first."""
    if found := of_class.memberships.filter(learner=learner, left_at=None).first():
        return found
    code.refresh_from_db()  # it may have been revoked while the class was waited for
    lets_in(code, now)
    if of_class.instructors.filter(pk=learner.pk).exists():
        raise TeachesHere
    number = _next_number(of_class)
    membership, _is_new = of_class.memberships.update_or_create(
        learner=learner, defaults={"left_at": None}, create_defaults={"number": number}
    )
    has_changed(of_class)
    return membership


def _next_number(of_class: Class) -> int:
    last = of_class.memberships.aggregate(Max("number"))["number__max"]
    return 0 if last is None else last + 1


def leave(membership: Membership, now: datetime | None = None) -> None:
    """Leave a class: what was answered until now stays in its figures, nothing later does."""
    current = Membership.objects.filter(pk=membership.pk, left_at=None)
    if current.update(left_at=now or timezone.now()):
        has_changed(membership.of_class)
