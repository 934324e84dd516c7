"""What the members of a class answered in its tests and in reviews, as columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from pgx.cases.figures.members import Members, seconds
from pgx.cases.models import Class, Kind, Membership, Response, Sitting

REVIEW = "review"
PHASES = (Kind.PRE.value, Kind.POST.value, Kind.LATER.value, REVIEW)
PRE, POST, LATER, REVIEWED = range(len(PHASES))
COLUMNS = (
    "id", "sitting_id", "item_id", "option", "right", "shown", "confidence", "is_first", "is_late",
    "answered_at",
)  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """One entry an answer. `member` is a place among the members, `sitting` one among sittings."""

    order: NDArray[np.int64]  # in which they were stored
    member: NDArray[np.intp]
    sitting: NDArray[np.intp]
    phase: NDArray[np.intp]
    is_whole: NDArray[np.bool_]  # of a sitting that is finished
    item: NDArray[np.int64]
    option: NDArray[np.str_]
    right: NDArray[np.bool_]
    shown: NDArray[np.str_]
    confidence: NDArray[np.int64]
    is_first: NDArray[np.bool_]
    is_late: NDArray[np.bool_]
    time: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.order)

    def where(self, mask: NDArray[np.bool_]) -> Self:
        """Those that a mask names."""
        return type(self)(**{each.name: getattr(self, each.name)[mask] for each in fields(self)})


def sittings_of(of_class: Class) -> QuerySet[Sitting]:
    """The sittings of a class: its tests, and the reviews of who is or was in it."""
    learners = Membership.objects.filter(of_class=of_class).values("learner")
    return Sitting.objects.filter(
        Q(assignment__of_class=of_class) | Q(assignment=None, learner__in=learners)
    )


def responses_of(of_class: Class) -> QuerySet[Response]:
    """The answers of these sittings; of reviews those on the class's own beliefs alone.

    What else a learner reviews is no business of the class.
    """
    is_test = Q(sitting__assignment__of_class=of_class)
    found = Response.objects.filter(is_test | Q(item__belief__in=of_class.beliefs))
    return found.filter(sitting__in=sittings_of(of_class).order_by())


def answers(of_class: Class, among: Members) -> Answers:
    """What counts, in two queries.

    A test of the class counts until its learner left; a review from joining until then.
    """
    sat = sittings_of(of_class)
    rows = list(sat.order_by().values_list("pk", "learner_id", "assignment__kind", "finished_at"))
    of_sitting = {row[0]: place for place, row in enumerate(rows)}
    learner = np.array([row[1] for row in rows], np.int64)
    phase = np.array([PHASES.index(row[2] or REVIEW) for row in rows], np.intp)
    whole = np.array([row[3] is not None for row in rows], bool)
    columns = _columns(list(responses_of(of_class).order_by("pk").values_list(*COLUMNS)))
    sitting = np.array([of_sitting.get(each, -1) for each in columns.pop("sitting")], np.intp)
    all_of_them = Answers(
        member=among.places(learner)[sitting] if len(rows) else sitting,
        sitting=sitting,
        phase=phase[sitting] if len(rows) else sitting,
        is_whole=whole[sitting] if len(rows) else sitting.astype(bool),
        **columns,
    )
    return all_of_them.where(_counts(all_of_them, among))


def _columns(rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """The columns of the database's rows; of no rows empty ones."""
    found = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    order, sitting, item, option, right, shown, confidence, first, late, time = found
    return {
        "order": np.array(order, np.int64),
        "sitting": sitting,
        "item": np.array(item, np.int64),
        "option": np.array(option, np.str_),
        "right": np.array(right, bool),
        "shown": np.array(shown, np.str_),
        "confidence": np.array(confidence, np.int64),
        "is_first": np.array(first, bool),
        "is_late": np.array(late, bool),
        "time": seconds(time),
    }


def _counts(found: Answers, among: Members) -> NDArray[np.bool_]:
    """Which answers count; one whose sitting was begun between the two queries waits."""
    is_member = (found.sitting >= 0) & (found.member >= 0)
    if not len(among):
        return is_member
    joined, left = among.joined[found.member], among.left[found.member]
    is_review = found.phase == REVIEWED
    return is_member & (found.time <= left) & (~is_review | (found.time >= joined))
