"""The classes of an account: those that it teaches, and those that it learns in."""

from __future__ import annotations

from django.db.models import F, QuerySet

from pgx.accounts.models import User
from pgx.cases.classes.errors import NoClass
from pgx.cases.models import Class, Kind, Membership


def taught_by(user: User) -> QuerySet[Class]:
    """What an account teaches: the open ones first, the newest of them first."""
    open_first = F("closed_at").asc(nulls_first=True)
    return Class.objects.filter(instructors=user).order_by(open_first, "-made_at")


def classes_of(user: User) -> QuerySet[Membership]:
    """What an account learns in, as memberships with their class; not what it has left."""
    found = Membership.objects.filter(learner=user, left_at=None)
    return found.select_related("of_class").order_by("-of_class__made_at")


def assigned_in(learner: User, case: str) -> QuerySet[Class]:
    """The open classes in which an account learns and a case is assigned."""
    given = Class.objects.filter(assignments__kind=Kind.CASE, assignments__case=case)
    return given.filter(closed_at=None, memberships__learner=learner, memberships__left_at=None)


def find_taught(user: User, class_id: str) -> Class:
    """A class that the account teaches. Raises NoClass, for another's too."""
    if found := taught_by(user).filter(pk=class_id.replace("\0", "")).first():
        return found
    raise NoClass(class_id)


def find_member(user: User, class_id: str) -> Membership:
    """The account's membership in a class that it has not left, with the class. Raises NoClass."""
    if found := classes_of(user).filter(of_class=class_id).first():
        return found
    raise NoClass(class_id)
