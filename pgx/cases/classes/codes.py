"""Join codes: what a learner types to join a class."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from pgx.cases.classes.changing import locked
from pgx.cases.classes.errors import ClassClosed, ClassOver, CodeExpired, CodeRevoked, NoSuchCode
from pgx.cases.models import Class, JoinCode

SIGNS = "ACDEFGHJKMNPQRTUWXY34679"  # none that looks like another
LENGTH = 8


def new_code(of_class: Class, now: datetime | None = None) -> JoinCode:
    """A new code of a class; those before it end. Raises ClassClosed."""
    now = now or timezone.now()
    with locked(of_class) as current:
        if current.closed_at:
            raise ClassClosed
        revoke_all(current, now)
        return _given_out(current, now + timedelta(days=settings.JOIN_CODE_DAYS))


def _given_out(of_class: Class, ends: datetime) -> JoinCode:
    try:
        with transaction.atomic():
            code = get_random_string(LENGTH, SIGNS)
            return JoinCode.objects.create(of_class=of_class, code=code, expires_at=ends)
    except IntegrityError:  # some class has that code
        return _given_out(of_class, ends)


def revoke(code: JoinCode, now: datetime) -> None:
    """End a code now; who came in by it stays."""
    JoinCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=now)


def revoke_all(of_class: Class, now: datetime) -> None:
    """End every code of a class."""
    of_class.codes.filter(revoked_at=None, expires_at__gt=now).update(revoked_at=now)


def open_code(of_class: Class, now: datetime) -> JoinCode | None:
    """The code that lets in now, if there is one."""
    return of_class.codes.filter(revoked_at=None, expires_at__gt=now).first()


def find_code(typed: str) -> JoinCode:
    """The code that somebody typed, in whatever case, with spaces or hyphens. Raises NoSuchCode."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    found = JoinCode.objects.filter(code=code).select_related("of_class").first()
    if not found:
        raise NoSuchCode(typed)
    return found


def lets_in(code: JoinCode, now: datetime) -> None:
    """Nothing, where a code lets in. Raises ClassOver, CodeRevoked or CodeExpired."""
    if code.of_class.closed_at:
        raise ClassOver
    if code.revoked_at:
        raise CodeRevoked
    if code.expires_at <= now:
        raise CodeExpired


def shown_code(code: str) -> str:
    """A code as people read it aloud.

    >>> shown_code("ACDEFGHJ")
    'ACDE-FGHJ'
    """
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
