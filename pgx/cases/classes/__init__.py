"""Classes: made, joined by a code, given cases and tests, left, closed and deleted."""

from pgx.cases.classes.changing import changed, has_changed
from pgx.cases.classes.codes import new_code, revoke, revoke_all, shown_code
from pgx.cases.classes.errors import (
    AlreadyBegun,
    ClassClosed,
    ClassOver,
    CodeExpired,
    CodeRevoked,
    JoinRefused,
    LastInstructor,
    LearnsHere,
    MayNotTeach,
    NoClass,
    NoSuchAccount,
    NoSuchCode,
    TeachesHere,
    TooMany,
    WrongBeliefs,
)
from pgx.cases.classes.finding import classes_of, find_member, find_taught, taught_by
from pgx.cases.classes.joining import join, leave
from pgx.cases.classes.making import close, delete, make, may_make
from pgx.cases.classes.teaching import add_instructor, stop_teaching

__all__ = [
    "AlreadyBegun",
    "ClassClosed",
    "ClassOver",
    "CodeExpired",
    "CodeRevoked",
    "JoinRefused",
    "LastInstructor",
    "LearnsHere",
    "MayNotTeach",
    "NoClass",
    "NoSuchAccount",
    "NoSuchCode",
    "TeachesHere",
    "TooMany",
    "WrongBeliefs",
    "add_instructor",
    "changed",
    "classes_of",
    "close",
    "delete",
    "find_member",
    "find_taught",
    "has_changed",
    "join",
    "leave",
    "make",
    "may_make",
    "new_code",
    "revoke",
    "revoke_all",
    "shown_code",
    "stop_teaching",
    "taught_by",
]
