"""A log axis of ratios: which marks it has, and where a ratio stands on it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

FINE = (0.9, 0.95, 1.0, 1.05, 1.1)
STEPS = (
    FINE,
    (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4),
    (0.5, 0.7, 1.0, 1.4, 2.0),
    (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0),
    (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0),
)


@dataclass(frozen=True)
class RatioAxis:
    """From `low` to `high`; 1 is always inside and always marked."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, ratio: float) -> float:
        """Where on the axis, from 0 to 1."""
        span = math.log(self.high) - math.log(self.low)
        return (math.log(ratio) - math.log(self.low)) / span


def ratio_axis(ratios: Iterable[float]) -> RatioAxis:
    """The finest marks that hold these ratios; a small change looks small."""
    found = [1.0, *ratios]
    least, most = min(found), max(found)
    marks = next((each for each in STEPS if each[0] <= least and most <= each[-1]), STEPS[-1])
    below = [mark for mark in marks if mark <= least][-1:] or [least]
    above = [mark for mark in marks if mark >= most][:1] or [most]
    low, high = (
        min(below[0], marks[marks.index(1.0) - 1]),
        max(above[0], marks[marks.index(1.0) + 1]),
    )
    return RatioAxis(low, high, tuple(mark for mark in marks if low <= mark <= high))
