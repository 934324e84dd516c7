"""What a learner is to do in a class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pgx.cases import published
from pgx.cases.classes.progress import Standing, progress
from pgx.cases.models import Assignment, Kind, Membership
from pgx.web.classes.titles import by_due, title_of


@dataclass(frozen=True)
class Line:
    """Something assigned, and how far the learner is with it."""

    assignment: Assignment
    title: str
    standing: Standing | None
    now: datetime

    @property
    def is_case(self) -> bool:
        """A case, and no test."""
        return self.assignment.kind == Kind.CASE

    @property
    def is_soon(self) -> bool:
        """It opens later."""
        return self.assignment.opens_at > self.now

    @property
    def is_done(self) -> bool:
        """It was finished."""
        return bool(self.standing and self.standing.finished_at)

    @property
    def is_open(self) -> bool:
        """It can be worked on now."""
        return not self.is_soon and not self.assignment.closed_at

    @property
    def is_overdue(self) -> bool:
        """It is past due, and not finished."""
        due = self.assignment.due_at
        return due is not None and due < self.now and not self.is_done


def _by_turn(line: Line) -> tuple[bool, bool, bool, bool, datetime]:
    """What can be worked on, then what opens later; the test before stands first, as due."""
    is_over = line.is_done or line.assignment.closed_at is not None
    is_first = line.assignment.kind == Kind.PRE
    return is_over, line.is_soon, not is_first, *by_due(line.assignment)


@dataclass(frozen=True)
class ToDo:
    """Everything that is assigned, in the order in which it is to be done."""

    lines: list[Line]

    @property
    def open_ones(self) -> list[Line]:
        """What is to be done now: the test before stands first, then what is due first."""
        return [each for each in self.lines if each.is_open and not each.is_done]

    @property
    def is_done(self) -> bool:
        """Whether everything was done, and nothing closed before."""
        return all(each.is_done for each in self.lines)

    @property
    def coming(self) -> list[Line]:
        """What opens later, and is not done."""
        waits = [each for each in self.lines if each.is_soon and not each.is_done]
        return [each for each in waits if not each.assignment.closed_at]


def to_do(membership: Membership, now: datetime) -> ToDo:
    """What is assigned to a learner."""
    assignments = list(membership.of_class.assignments.all())
    newest = published.newest() if assignments else {}
    stands = progress(assignments, [membership.learner_id])
    lines = [
        Line(each, title_of(each, newest), stands.get((membership.learner_id, each.pk)), now)
        for each in assignments
    ]
    return ToDo(sorted(lines, key=_by_turn))
