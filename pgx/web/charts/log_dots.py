"""A dot plot on a log axis: values over many powers of ten, one or two series beside each other.

A filled mark is verified, an open one is not; an arrow is a bound, of which only a side is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from pgx import rounding
from pgx.web.charts.drawing import Label, Line, Text, number, percent

ROW, TOP, FOOT = 28.0, 30.0, 26.0
SHAPES = {"=": "dot", "~": "about", ">": "right", "<": "left"}
FEW_DECADES = 4  # up to here every power of ten is named


@dataclass(frozen=True)
class LogDot:
    """A value, how the true one lies to it, whether it is sure, and the row that it is of.

    `words` stand in place of the mark where there is nothing to place.
    """

    value: float
    relation: str
    is_sure: bool
    row: str
    series: int = 0
    words: Text = ""


@dataclass(frozen=True)
class LogRow:
    """A line of the plot: a name and at most one dot a series."""

    name: Text
    dots: tuple[LogDot, ...]


@dataclass(frozen=True)
class Placed:
    """A dot with its place, and its value as text on the right."""

    row: str
    x: str
    y: str
    shape: str  # empty: words only
    css: str
    text: Label


@dataclass(frozen=True)
class LogDrawing:
    """One picture of the plot."""

    height: str
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    dots: tuple[Placed, ...]


@dataclass(frozen=True)
class LogPlot:
    """The plot, ready for `{% log_dots chart %}`."""

    rows: tuple[LogRow, ...]
    sentence: str
    wide: LogDrawing
    narrow: LogDrawing


@dataclass(frozen=True)
class Frame:
    """Where names end, values stand, and what the axis covers."""

    left: float
    right: float
    columns: tuple[float, ...]  # right edges of the series' texts
    low: int
    high: int

    def x(self, value: float) -> float:
        """Where a value is, in percent."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * share


def log_plot(sentence: str, unit: str, series: Sequence[Text], rows: Sequence[LogRow]) -> LogPlot:
    """Draw values on a log axis that covers all of them, from power to power of ten."""
    values = [dot.value for row in rows for dot in row.dots if not dot.words] or [1.0, 10.0]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    ends = (low, max(high, low + 1))
    two = len(series) > 1
    wide = Frame(14, 74 if two else 84, (86.0, 100.0) if two else (100.0,), *ends)
    narrow = Frame(19, 54 if two else 74, (76.0, 100.0) if two else (100.0,), *ends)
    pictures = (_draw(frame, unit, series, rows) for frame in (wide, narrow))
    return LogPlot(tuple(rows), sentence, *pictures)


def _draw(frame: Frame, unit: str, series: Sequence[Text], rows: Sequence[LogRow]) -> LogDrawing:
    bottom = TOP + ROW * len(rows)
    lines, labels = _axis(frame, unit, bottom)
    columns = list(zip(frame.columns, series, strict=True)) if len(series) > 1 else []
    labels += [Label(percent(x), "14", name, "t-ax", "end") for x, name in columns]
    dots = []
    for index, row in enumerate(rows):
        y = TOP + ROW * (index + 0.5)
        lines.append(Line("0", number(y + ROW / 2), "100%", number(y + ROW / 2), "grid"))
        labels.append(Label("0", number(y + 4.5), row.name, "t-strong"))
        dots += [_place(frame, dot, y) for dot in row.dots]
    return LogDrawing(number(bottom + FOOT), tuple(lines), tuple(labels), tuple(dots))


def _axis(frame: Frame, unit: str, bottom: float) -> tuple[list[Line], list[Label]]:
    """A line at each power of ten; where there are many, every second one is named."""
    step = 1 if frame.high - frame.low <= FEW_DECADES else 2
    powers = range(frame.low, frame.high + 1)
    lines = [
        Line(percent(x), number(TOP), percent(x), number(bottom), "grid")
        for x in (frame.x(10.0**power) for power in powers)
    ]
    labels = [
        Label(
            percent(frame.x(10.0**power)),
            number(bottom + 18),
            f"{10.0**power:,g}" + (f" {unit}" if power == frame.low else ""),
            "t-ax",
            "middle",
        )
        for power in powers[::step]
    ]
    return lines, labels


def _place(frame: Frame, dot: LogDot, y: float) -> Placed:
    shape = "" if dot.words else SHAPES[dot.relation]
    mark = "" if dot.relation == "=" or dot.words else dot.relation + " "
    text = dot.words or f"{mark}{rounding.show(dot.value)}"
    if dot.series and shape in ("dot", "about"):
        shape = "diamond"
    css = "ink-full" if dot.is_sure and dot.relation == "=" else "ink-open"
    css += "" if dot.is_sure else " ink-dashed"
    label = Label(percent(frame.columns[dot.series]), number(y + 4.5), text, "", "end")
    x = percent(frame.x(dot.value)) if shape else "0"
    return Placed(dot.row, x, number(y), shape, css, label)
