"""What a gradebook is told of a sitting, and how long its answers took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pgx.cases.models import Sitting
from pgx.cases.sittings.paper import Paper

Progress = Literal["Initialized", "InProgress", "Completed"]  # words of LTI 1.3


@dataclass(frozen=True)
class Score:
    """How many were right of how many; nothing of it is told before the sitting is over."""

    right: int | None
    asked: int
    share: float | None
    finished_at: datetime | None
    progress: Progress


def score(sitting: Sitting) -> Score:
    """The score of a sitting; one that was closed before its end counts all that was asked."""
    paper = Paper(sitting)
    asked = len(sitting.items)
    if not paper.is_over:
        progress: Progress = "InProgress" if paper.responses else "Initialized"
        return Score(None, asked, None, None, progress)
    right = sum(each.right for each in paper.responses)
    return Score(right, asked, right / asked, sitting.finished_at, "Completed")


def durations(paper: Paper) -> list[timedelta | None]:
    """How long each answer took; None where the clock ran backwards meanwhile."""
    times = [paper.sitting.begun_at, *(each.answered_at for each in paper.responses)]
    return list(_between(times))


def _between(times: list[datetime]) -> Iterator[timedelta | None]:
    """A time before an earlier one spoils the one that it ends and the one that it begins."""
    for place in range(1, len(times)):
        latest = max(times[:place])
        before, after = times[place - 1 : place + 1]
        yield after - before if latest == before <= after else None


def whole(paper: Paper) -> timedelta | None:
    """How long a finished sitting took from its beginning; None where the clock ran backwards."""
    taken = durations(paper)
    if paper.position is not None or None in taken:
        return None
    return sum(filter(None, taken), timedelta())
