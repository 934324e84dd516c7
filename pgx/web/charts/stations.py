"""The stations of the path, its axis, and what both of its forms ask of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Layer, Mark, Text
from pgx.web.charts.gene import Gene

MANY = 5  # stations: more than these need the upright form earlier
BIG_FROM = 0.5  # doublings from which the largest change is set in large type


Span = tuple[float, float]


@dataclass(frozen=True)
class Station:
    """One link of the chain: this person's effect against the reference's.

    `ratio` is None where the model says nothing; then there is a gap, never ×1.00. `mean` is
    the interval of the mean and `people` where single people lie, both as ratios. A station of
    the `branch` leads nowhere: what is behind it starts before it.
    """

    label: Text
    ratio: float | None
    value_text: Text
    reference_text: Text
    layer: Layer
    missing: Text = rounding.NOT_MODELLED
    mean: Span | None = None
    people: Span | None = None
    mean_text: Text = ""
    people_text: Text = ""
    branch: bool = False
    genes: tuple[Gene, ...] = ()
    href: str = ""  # where its trace opens, if anywhere

    @property
    def known(self) -> bool:
        """Is there a ratio that a log axis can show?"""
        return self.ratio is not None and math.isfinite(self.ratio) and self.ratio > 0

    @cached_property
    def height(self) -> float:
        """The ratio in doublings."""
        return math.log2(self.ratio) if self.known and self.ratio else 0.0

    @cached_property
    def spans(self) -> list[tuple[float, float, str]]:
        """The bars of a known station, the broader one first: both ends in doublings."""
        named = ((self.people, "iv-people"), (self.mean, "iv-mean"))
        found = [(span, css) for span, css in named if self.known and span and min(span) > 0]
        return [(math.log2(low), math.log2(high), css) for (low, high), css in found]

    @cached_property
    def mean_ratio_text(self) -> str:
        """The interval of the mean as ratios: ×2.2 to 4.9."""
        if not self.known or not self.mean:
            return ""
        low, high = (rounding.ratio(end) for end in self.mean)
        return _("%(low)s to %(high)s") % {"low": low, "high": high.removeprefix("×")}

    @cached_property
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
    """Which stations are joined, and how: solid, dashed, or a dotted thread over a gap.

    The main line passes by the branch; the branch starts at the station before it.
    """
    main = [index for index, station in enumerate(stations) if not station.branch]
    branch = [index for index, station in enumerate(stations) if station.branch]
    start = [index for index in main if branch and index < branch[0]][-1:]
    return _joined(stations, main) + (_joined(stations, start + branch) if branch else [])


def _joined(stations: Sequence[Station], chain: Sequence[int]) -> list[tuple[int, int, str]]:
    known = [place for place, index in enumerate(chain) if stations[index].known]
    joined = []
    for left, right in pairwise(known):
        ends = stations[chain[left]], stations[chain[right]]
        if right - left > 1:
            css = "thread"
        else:
            css = "p-line p-pub" if all(end.published for end in ends) else "p-line p-mod"
        joined.append((chain[left], chain[right], css))
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
