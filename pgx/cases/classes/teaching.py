"""Who teaches a class: another one is added by pseudonym, and whoever does not stay leaves."""

from __future__ import annotations

from pgx.accounts.models import User
from pgx.cases.classes.changing import locked
from pgx.cases.classes.errors import (
    ClassClosed,
    LastInstructor,
    LearnsHere,
    MayNotTeach,
    NoSuchAccount,
    TooMany,
)
from pgx.cases.classes.making import may_make
from pgx.cases.models import Class

MOST_INSTRUCTORS = 20


def add_instructor(of_class: Class, pseudonym: str) -> User:
    """Let an account teach too; one that does already is found.

    Raises ClassClosed, NoSuchAccount, LearnsHere, MayNotTeach and TooMany.
    """
    with locked(of_class) as current:
        return _added(current, pseudonym)


def _added(of_class: Class, pseudonym: str) -> User:
    if of_class.closed_at:
        raise ClassClosed
    found = User.objects.filter(username=pseudonym.replace("\0", ""), is_active=True).first()
    if not found:
        raise NoSuchAccount(pseudonym)
    if of_class.memberships.filter(learner=found, left_at=None).exists():
        raise LearnsHere
    if not may_make(found):
        raise MayNotTeach
    if of_class.instructors.exclude(pk=found.pk).count() >= MOST_INSTRUCTORS:
        raise TooMany(MOST_INSTRUCTORS)
    of_class.instructors.add(found)
    return found


def stop_teaching(of_class: Class, instructor: User) -> None:
    """Take an instructor out. Raises LastInstructor where the class is open and has no other."""
    with locked(of_class) as current:
        others = current.instructors.exclude(pk=instructor.pk)
        if not current.closed_at and not others.exists():
            raise LastInstructor
        current.instructors.remove(instructor)
