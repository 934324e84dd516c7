"""A place with two axes: days or doses across, a quantity upward; lines with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pgx.web.figures.canvas import Canvas, Point, apart, number

DAYS_A_WEEK = 7
LABEL_GAP = 17


@dataclass(frozen=True)
class Axis:
    """Numbers to pixels, linear or logarithmic, with its marks."""

    low: float
    high: float
    start: float  # pixels of `low`
    end: float  # pixels of `high`
    ticks: Sequence[float]
    log: bool = False

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        low, high, at = (
            (math.log(x) if self.log else x) for x in (self.low, self.high, value)
        )  # fmt: skip
        return self.start + (at - low) / (high - low) * (self.end - self.start)


@dataclass(frozen=True)
class Series:
    """A line: its points, how it is drawn, and the name that stands at its end."""

    x: Sequence[float]
    y: Sequence[float]
    css: str
    name: str
    text: str = "reference"


@dataclass(frozen=True)
class Panel:
    """A drawing place on a canvas."""

    canvas: Canvas
    x: Axis
    y: Axis

    def at(self, x: float, y: float) -> Point:
        """The place of a pair of values."""
        return self.x(x), self.y(y)

    def grid(self, unit: str = "", labels: bool = True) -> None:
        """Horizontal lines at the marks of the upright axis, with their numbers."""
        for tick in self.y.ticks:
            css = "axis" if tick == self.y.ticks[0] and not self.y.log else "grid"
            self.canvas.line((self.x.start, self.y(tick)), (self.x.end, self.y(tick)), css)
            if labels:
                text = f"×{tick:g}" if self.y.log else f"{tick:g}{unit}"
                self.canvas.text(self.x.start - 8, self.y(tick) + 4.5, text, "small end")

    def below(self, words: Sequence[str], css: str = "small middle") -> None:
        """The marks of the lower axis."""
        for tick, word in zip(self.x.ticks, words, strict=True):
            self.canvas.text(self.x(tick), self.y.start + 19, word, css)

    def head(self, text: str, css: str = "strong") -> None:
        """What the panel shows, over it."""
        self.canvas.text(self.x.start, self.y.end - 12, text, css)

    def line(self, series: Series) -> None:
        """Draw a line without its name."""
        pairs = zip(series.x, series.y, strict=True)
        self.canvas.curve([self.at(x, y) for x, y in pairs], series.css)

    def lines(self, series: Sequence[Series]) -> None:
        """Draw lines, each with its name at its end."""
        for each in series:
            self.line(each)
        ends = [self.at(each.x[-1], each.y[-1]) for each in series]
        placed = apart([y for _, y in ends], LABEL_GAP, self.y.start)
        for each, (x, y), label in zip(series, ends, placed, strict=True):
            if abs(label - y) > 3:
                self.canvas.line((x + 2, y), (x + 10, label), "leader")
            self.canvas.text(x + 13, label + 4.5, each.name, f"{each.text} halo")


def weeks(start: float, end: float, horizon: float, step: int = 2) -> tuple[Axis, list[str]]:
    """An axis of days marked in weeks, and the words of its marks."""
    ticks = [week * DAYS_A_WEEK for week in range(0, round(horizon / DAYS_A_WEEK) + 1, step)]
    words = [number(tick / DAYS_A_WEEK) for tick in ticks]
    words[-1] = f"week {words[-1]}"
    return Axis(0, horizon, start, end, ticks), words
