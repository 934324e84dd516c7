"""What can be said of a class's answers: plain functions of NumPy arrays.

Where a statistic is not defined it is NaN, never 0: no answer, nobody who differs, nothing left to
learn. Sources of the formulas and of the conventions stand where they are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# An option that fewer choose distracts nobody: Tarrant, Ware, Mohammed, BMC Med Educ 2009;9:40.
DEAD_BELOW = 0.05
# Below so many answers a share, a difficulty or a correlation moves by a tenth or more with the
# next few: it is shown grey. A convention of this project (issue "classes"), not of a paper.
FEW_ANSWERS = 20
NOISE = 1e-12  # what is left of nothing after sums of doubles
DRAWS, COVERAGE = 2000, 0.95  # Efron, Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13


@dataclass(frozen=True)
class Interval:
    """From low to high; both NaN where there is none."""

    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether there is one."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))

    def holds(self, value: float) -> bool:
        """Whether a value lies within."""
        return self.is_known and self.low <= value <= self.high


@dataclass(frozen=True)
class Difference:
    """One gain minus another, and its interval."""

    value: float
    interval: Interval

    @property
    def is_shown(self) -> bool:
        """Whether the two differ by more than chance: the interval leaves 0 out."""
        return self.interval.is_known and not self.interval.holds(0.0)


@dataclass(frozen=True)
class Losses:
    """How many learners, and which columns (beliefs), did worse after than before."""

    learners: int
    columns: tuple[int, ...]


def difficulty(right: ArrayLike) -> float:
    """The share of answers that are right (the p value of classical test theory).

    >>> difficulty([1, 1, 0, 1])
    0.75
    """
    answers = np.asarray(right, float)
    return float(answers.mean()) if answers.size else np.nan


def item_rest(right: ArrayLike, mask: ArrayLike, groups: ArrayLike | None = None) -> Floats:
    """Of each item (column) the correlation with the rest of the sitting (row) without it.

    The rest is the share of the sitting's other answers (`mask`: what was answered) that are
    right. Where `groups` says which test a sitting was, both are taken from their means in that
    test, so that what a class learns between two tests does not count as telling its learners
    apart. Point-biserial, corrected for the item itself: Henrysson, Psychometrika 1963;28:211.
    NaN where all answers are alike, or all the rests.
    """
    asked = np.asarray(mask, bool)
    given = np.where(asked, np.asarray(right, float), 0.0)
    others = asked.sum(axis=1, keepdims=True) - asked
    rest = (given.sum(axis=1, keepdims=True) - given) / np.where(others > 0, others, 1)
    of_test = np.zeros(len(given), int) if groups is None else np.asarray(groups)
    pairs = asked & (others > 0)
    columns = range(given.shape[1])
    return np.array([_within(given[:, i], rest[:, i], pairs[:, i], of_test) for i in columns])


def _within(
    item: Floats, rest: Floats, asked: NDArray[np.bool_], groups: NDArray[np.int_]
) -> float:
    """The correlation of two columns where they are asked, each from its group's mean."""
    if not asked.any():
        return np.nan
    _, group = np.unique(groups[asked], return_inverse=True)
    size = np.bincount(group)
    x, y = (each[asked] - (np.bincount(group, each[asked]) / size)[group] for each in (item, rest))
    spread = float((x @ x) * (y @ y))
    return float(x @ y / np.sqrt(spread)) if spread > NOISE else np.nan


def shares(chosen: ArrayLike, options: Sequence[str]) -> Floats:
    """The share of answers that each option got, in the order of the options."""
    answers = np.asarray(chosen)
    counts = np.array([np.count_nonzero(answers == option) for option in options], float)
    return counts / answers.size if answers.size else np.full(len(options), np.nan)


def dead(of_options: ArrayLike) -> NDArray[np.bool_]:
    """Which options fewer than 5 % chose; of no answers none is called dead."""
    return np.asarray(of_options, float) < DEAD_BELOW


def normalised_gain(pre: ArrayLike, post: ArrayLike) -> float:
    """What a class learnt of what it could: g = (post - pre) / (1 - pre), of class means.

    The same learners before and after, each a share of right answers. From means of the class and
    not the mean of learners' own gains, which is biased (Hake, Am J Phys 1998;66:64; McKagan,
    physport.org "Normalized gain"; arXiv 2407.07730). NaN at pre = 1: nothing was left to learn.
    """
    before, after = np.asarray(pre, float), np.asarray(post, float)
    if not before.size:
        return np.nan
    return float(_gain(before.mean(), after.mean()))


def _gain(before: ArrayLike, after: ArrayLike) -> Floats:
    before, after = np.asarray(before), np.asarray(after)
    left = 1 - before
    is_left = left > NOISE
    return np.where(is_left, (after - before) / np.where(is_left, left, 1), np.nan)


def bootstrap(pre: ArrayLike, post: ArrayLike, seed: int) -> Interval:
    """The percentile interval of the gain: learners are drawn again, each with both tests.

    The same seed gives the same interval. NaN for fewer than two learners. Of small classes it is
    a little too narrow: simulated classes of 60, 24 and 12 have it hold the truth in 95, 93 and
    91 % (ten items; 40 % right before, 70 % after).
    """
    return _percentiles(_drawn_gains(pre, post, np.random.default_rng(seed)))


def difference(
    arm_a: tuple[ArrayLike, ArrayLike], arm_b: tuple[ArrayLike, ArrayLike], seed: int
) -> Difference:
    """The gain of one class (pre, post) minus another's; learners are drawn within each class."""
    rng = np.random.default_rng(seed)
    drawn = _drawn_gains(*arm_a, rng) - _drawn_gains(*arm_b, rng)
    value = normalised_gain(*arm_a) - normalised_gain(*arm_b)
    return Difference(value, _percentiles(drawn))


def _drawn_gains(pre: ArrayLike, post: ArrayLike, rng: np.random.Generator) -> Floats:
    before, after = np.asarray(pre, float), np.asarray(post, float)
    if before.size < 2:
        return np.full(DRAWS, np.nan)
    again = rng.integers(before.size, size=(DRAWS, before.size))
    return _gain(before[again].mean(axis=1), after[again].mean(axis=1))


def _percentiles(drawn: Floats) -> Interval:
    """The middle of what was drawn; draws without a gain say nothing."""
    known = drawn[np.isfinite(drawn)]
    if not known.size:
        return Interval(np.nan, np.nan)
    edge = (1 - COVERAGE) / 2
    low, high = np.quantile(known, [edge, 1 - edge])
    return Interval(float(low), float(high))


def losses(pre: ArrayLike, post: ArrayLike) -> Losses:
    """Who and what went down: matched learners in rows, beliefs in columns, NaN where not asked.

    A gain hides them (McKagan, physport.org). Both sides count what was asked both times.
    """
    before, after = np.asarray(pre, float), np.asarray(post, float)
    change = after - before
    is_known = np.isfinite(change)
    sums = np.where(is_known, change, 0.0)
    down = np.flatnonzero(sums.sum(axis=0) < -NOISE)
    return Losses(int((sums.sum(axis=1) < -NOISE).sum()), tuple(down.tolist()))
