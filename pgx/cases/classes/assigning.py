"""Cases and tests are assigned, and the assignments changed, closed, opened again and removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from pgx.cases import published
from pgx.cases.classes.changing import has_changed, locked
from pgx.cases.classes.errors import AlreadyBegun, ClassClosed, NoClass
from pgx.cases.models import TESTS, Assignment, Class, Kind

LATER_AFTER = timedelta(weeks=4)  # how long after the test after the last one opens


def assign(
    of_class: Class,
    kind: Kind,
    case: str = "",
    opens_at: datetime | None = None,
    due_at: datetime | None = None,
) -> Assignment:
    """Assign a case or a test, from now on if no other time is said; once: a second finds it.

    The beliefs of a class must stand before a test is assigned. Raises ClassClosed.
    """
    if of_class.closed_at:
        raise ClassClosed
    times = {"opens_at": opens_at or timezone.now(), "due_at": due_at}
    found, is_new = of_class.assignments.get_or_create(kind=kind, case=case, defaults=times)
    if is_new:
        has_changed(of_class)
    return found


def assign_cases(
    of_class: Class, cases: Iterable[str], opens_at: datetime | None, due_at: datetime | None
) -> list[Assignment]:
    """Assign several cases at once, with the same times. Raises ClassClosed."""
    with locked(of_class) as current:
        return [assign(current, Kind.CASE, case, opens_at, due_at) for case in cases]


def cases_left(of_class: Class) -> list[str]:
    """The cases that can be played today and that the class is not given yet. Raises NoRelease."""
    given = set(of_class.assignments.filter(kind=Kind.CASE).values_list("case", flat=True))
    today = published.newest().items()
    return [
        name for name, version in today if name not in given and not published.standing(version)
    ]


def tests_left(of_class: Class) -> list[Kind]:
    """The tests that the class is not given yet."""
    given = set(of_class.assignments.exclude(kind=Kind.CASE).values_list("kind", flat=True))
    return [kind for kind in TESTS if kind not in given]


def later_opens(of_class: Class) -> datetime | None:
    """When the last test opens by itself: four weeks after the test after is due, or opens."""
    after = of_class.assignments.filter(kind=Kind.POST).first()
    return (after.due_at or after.opens_at) + LATER_AFTER if after else None


def find_assignment(of_class: Class, assignment: int) -> Assignment:
    """An assignment of the class. Raises NoClass."""
    if found := of_class.assignments.filter(pk=assignment).first():
        return found
    raise NoClass(assignment)


def move(assignment: Assignment, opens_at: datetime | None, due_at: datetime | None) -> None:
    """Give an assignment other times. Answers that are marked late stay so. Raises ClassClosed."""
    _change(assignment, opens_at=opens_at or timezone.now(), due_at=due_at)


def close(assignment: Assignment, now: datetime | None = None) -> None:
    """End an assignment: what is begun stays, no answer is taken any more. Raises ClassClosed."""
    if not assignment.closed_at:
        _change(assignment, closed_at=now or timezone.now())


def reopen(assignment: Assignment) -> None:
    """Take answers again. Raises ClassClosed."""
    _change(assignment, closed_at=None)


def remove(assignment: Assignment) -> None:
    """Remove what was assigned; what was played at a case stays its learner's.

    Raises ClassClosed, and AlreadyBegun where somebody has begun the test.
    """
    with _open(assignment) as of_class:
        given = of_class.assignments.select_for_update().filter(pk=assignment.pk)
        if any(each.sittings.exists() for each in given):
            raise AlreadyBegun
        given.delete()
        has_changed(of_class)


def _change(assignment: Assignment, **values: datetime | None) -> None:
    with _open(assignment) as of_class:
        of_class.assignments.filter(pk=assignment.pk).update(**values)
        has_changed(of_class)


@contextmanager
def _open(assignment: Assignment) -> Iterator[Class]:
    """The class of an assignment, where it is open; nobody else changes it meanwhile."""
    with locked(assignment.of_class) as of_class:
        if of_class.closed_at:
            raise ClassClosed
        yield of_class
