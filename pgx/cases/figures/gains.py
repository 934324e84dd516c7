"""What a class learnt of what it could, who lost, and who is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.cases.figures import statistics
from pgx.cases.figures.answers import POST, PRE, Answers
from pgx.cases.figures.members import Members
from pgx.cases.figures.statistics import Difference, Interval

SEED = 12  # of every bootstrap: who looks twice sees the same interval
GOAL = 0.5  # what the instruments must be able to show, or that it was not reached


@dataclass(frozen=True)
class Gain:
    """The shares right of who finished both tests, before and after, and what follows from them.

    `lost_learners` and `lost_beliefs` did worse after. `dropped_out` took the first test, or a part
    of it, and did not finish the second; `left` of them have left the class. `only_after` finished
    the second without the first.
    """

    pre: tuple[float, ...]
    post: tuple[float, ...]
    value: float
    interval: Interval
    lost_learners: int
    lost_beliefs: tuple[str, ...]
    dropped_out: int
    left: int
    only_after: int

    @property
    def learners(self) -> int:
        """How many finished both."""
        return len(self.pre)

    @property
    def before(self) -> float:
        """The mean share right before."""
        return statistics.difficulty(self.pre)

    @property
    def after(self) -> float:
        """The mean share right after."""
        return statistics.difficulty(self.post)

    @property
    def needed(self) -> float:
        """The mean share right after that would be a gain of 0.5."""
        return self.before + GOAL * (1 - self.before)

    def learners_for(self, half_width: float) -> int | None:
        """How many must take both tests for an interval so narrow; None where nobody can say.

        Its width falls with the root of their number.
        """
        own = (self.interval.high - self.interval.low) / 2
        if not self.interval.is_known or not own:
            return None
        return math.ceil(self.learners * (own / half_width) ** 2)


def gain(tests: Answers, beliefs: NDArray[np.str_], among: Members) -> Gain:
    """From the tests of a class; `beliefs` are those of its items."""
    names, column = np.unique(beliefs, return_inverse=True)
    before, after = (_right(tests, column, len(names), len(among), phase) for phase in (PRE, POST))
    began = np.zeros(len(among), bool)
    began[tests.member[tests.phase == PRE]] = True
    is_before, is_after = (np.isfinite(each).any(axis=1) for each in (before, after))
    both = is_before & is_after
    pre, post = (_means(each[both]) for each in (before, after))
    lost = statistics.losses(before[both], after[both])
    dropped = began & ~is_after
    return Gain(
        tuple(pre.tolist()),
        tuple(post.tolist()),
        statistics.normalised_gain(pre, post),
        statistics.bootstrap(pre, post, SEED),
        lost.learners,
        tuple(names[list(lost.columns)].tolist()),
        int(dropped.sum()),
        int((dropped & np.isfinite(among.left)).sum()),
        int((is_after & ~is_before).sum()),
    )


def compare(one: Gain, other: Gain) -> Difference:
    """The gain of one class minus another's."""
    return statistics.difference((one.pre, one.post), (other.pre, other.post), SEED)


def _right(
    tests: Answers, column: NDArray[np.intp], columns: int, members: int, phase: int
) -> NDArray[np.float64]:
    """Learners by beliefs: the share right in a finished test, NaN where not asked."""
    here = (tests.phase == phase) & tests.is_whole
    cell = tests.member[here] * columns + column[here]
    asked = np.bincount(cell, minlength=members * columns).astype(float)
    right = np.bincount(cell, tests.right[here], members * columns)
    asked[asked == 0] = np.nan
    return (right / asked).reshape(members, columns)


def _means(right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share right of each learner."""
    return np.nanmean(right, axis=1) if len(right) else np.zeros(0)
