"""The stations of the path, its axis, and what both of its forms ask of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pgx import rounding
from pgx.web.charts.drawing import Layer, Mark, Text

MANY = 5  # stations: more than these need the upright form earlier
BIG_FROM = 0.5  # doublings from which the largest change is set in large type


@dataclass(frozen=True)
class Station:
    """One link of the chain: this person's effect against the reference's.

    `ratio` is None where the model says nothing; then there is a gap, never ×1.00.
    """

    label: Text
    ratio: float | None
    value_text: Text
    reference_text: Text
    layer: Layer
    missing: Text = rounding.NOT_MODELLED

    @property
    def known(self) -> bool:
        """Is there a ratio that a log axis can show?"""
        return self.ratio is not None and math.isfinite(self.ratio) and self.ratio > 0

    @property
    def height(self) -> float:
        """The ratio in doublings."""
        return math.log2(self.ratio) if self.known and self.ratio else 0.0

    @property
    def ratio_text(self) -> str:
        """The ratio in words of the page: ×1.08, or why there is none."""
        return rounding.ratio(self.ratio) if self.known else str(self.missing)

    @property
    def published(self) -> bool:
        """Is its value read from published text or data?"""
        return self.layer == "published"


@dataclass(frozen=True)
class Scale:
    """A log axis in doublings, from `low` to `high`, with a mark every `step`."""

    low: int
    high: int

    @property
    def step(self) -> int:
        """Doublings between two marks: at most six marks on the axis."""
        return max(1, math.ceil((self.high - self.low) / 5))

    @property
    def ticks(self) -> list[int]:
        """Where the axis is marked; 1 is always among them."""
        down = range(0, self.low - 1, -self.step)
        up = range(self.step, self.high + 1, self.step)
        return sorted([*down, *up])

    def share(self, height: float) -> float:
        """Where on the axis, from 0 to 1."""
        return (height - self.low) / (self.high - self.low)


def segments(stations: Sequence[Station]) -> list[tuple[int, int, str]]:
    """Which stations are joined, and how: solid, dashed, or a dotted thread over a gap."""
    known = [index for index, station in enumerate(stations) if station.known]
    joined = []
    for left, right in pairwise(known):
        if right - left > 1:
            css = "thread"
        elif stations[left].published and stations[right].published:
            css = "p-line p-pub"
        else:
            css = "p-line p-mod"
        joined.append((left, right, css))
    return joined


def largest_change(stations: Sequence[Station]) -> int:
    """The station that is set in large type: the one that moves most."""
    return max(range(len(stations)), key=lambda index: abs(stations[index].height))


def station_mark(station: Station, x: str, y: str, start: bool) -> Mark:
    """The point of a station. Where the path starts at the reference, it is a square."""
    if not station.known:
        return Mark(x, y, "pt-none", "6")
    if station.published:
        return Mark(x, y, "pt pt-pub", "5.5" if start else "6.5", square=start)
    return Mark(x, y, "pt pt-mod", "5.5")


def published_count(stations: Sequence[Station]) -> int:
    """How many stations at the start are published."""
    for index, station in enumerate(stations):
        if not station.published:
            return index
    return len(stations)


def is_start(stations: Sequence[Station], index: int) -> bool:
    """The start of the path needs no ratio: it is where both begin."""
    return index == 0 and stations[0].known and stations[0].height == 0
