"""How far the learners of a class are with what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from pgx.cases.models import Answer, Assignment, Attempt, Kind, Sitting


@dataclass(frozen=True)
class Standing:
    """A learner's way through something assigned: where it is, and when it was finished."""

    of: str  # the attempt, or the sitting
    begun_at: datetime
    finished_at: datetime | None = None
    is_late: bool = False


Progress = dict[tuple[int, int], Standing]  # by learner and assignment


def progress(assignments: Sequence[Assignment], learners: Iterable[int]) -> Progress:
    """Where learners stand; who has not begun something has no entry. Two queries."""
    wanted = list(learners)
    cases = {each.case: each for each in assignments if each.kind == Kind.CASE}
    tests = {each.pk: each for each in assignments if each.kind != Kind.CASE}
    return _of_cases(cases, wanted) | _of_tests(tests, wanted)


def _of_cases(cases: dict[str, Assignment], learners: list[int]) -> Progress:
    """Of several attempts the one that was finished first, else the one begun last."""
    last = Answer.objects.filter(attempt=OuterRef("pk")).order_by("-position")
    attempts = Attempt.objects.filter(of__case__in=cases, learner__in=learners).order_by("begun_at")
    rows = attempts.values_list(
        "pk",
        "learner",
        "of__case",
        "begun_at",
        Subquery(last.values("found")[:1]),
        Subquery(last.values("answered_at")[:1]),
    )
    found: Progress = {}
    for name, learner, case, begun_at, judged, answered_at in rows:
        given, is_finished = cases[case], judged is not None and judged["next"] is None
        if _counts(given, begun_at):
            finished_at = answered_at if is_finished and _counts(given, answered_at) else None
            standing = _standing(given, name, begun_at, finished_at)
            _keep_first(found, (learner, given.pk), standing)
    return found


def _counts(assignment: Assignment, moment: datetime) -> bool:
    """What is closed counts nothing later; the case itself can always be played."""
    return assignment.closed_at is None or moment <= assignment.closed_at


def _keep_first(found: Progress, key: tuple[int, int], standing: Standing) -> None:
    earlier = found.get(key)
    if not earlier or not earlier.finished_at or _is_before(standing, earlier.finished_at):
        found[key] = standing


def _is_before(standing: Standing, moment: datetime) -> bool:
    return standing.finished_at is not None and standing.finished_at < moment


def _of_tests(tests: dict[int, Assignment], learners: list[int]) -> Progress:
    sittings = Sitting.objects.filter(assignment__in=tests, learner__in=learners)
    rows = sittings.values_list("pk", "learner", "assignment", "begun_at", "finished_at")
    return {
        (learner, test): _standing(tests[test], name, begun_at, finished_at)
        for name, learner, test, begun_at, finished_at in rows
    }


def _standing(
    assignment: Assignment, of: str, begun_at: datetime, finished_at: datetime | None
) -> Standing:
    due = assignment.due_at
    is_late = due is not None and finished_at is not None and finished_at > due
    return Standing(of, begun_at, finished_at, is_late)
