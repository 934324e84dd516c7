"""Rows of marks on one axis: what somebody said beside what the model says.

A name and its number stand over each row, so one picture serves every width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pgx import rounding
from pgx.web.charts.course_plot import ticks_of
from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, Text, number, percent
from pgx.web.charts.ratio_axis import ratio_axis

ROW, TEXT, LINE, FOOT = 46.0, 14.0, 29.0, 22.0
YOU, MODEL, BELIEF, REFERENCE = "pt-you", "pt pt-mod", "pt-belief", "ref-tick"
INSET, WIDTH = 2.0, 96.0  # percent: marks at the ends stay inside


@dataclass(frozen=True)
class Row:
    """A row: what it is, its number in words, its marks as (value, class), and its interval."""

    name: Text
    text: Text
    marks: tuple[tuple[float, str], ...]
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Positions:
    """The picture, and all of it as a sentence."""

    sentence: str
    drawing: Drawing
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Axis:
    """Where a value stands, from 0 to 1, and the marks with their texts."""

    share: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]

    def x(self, value: float) -> float:
        """In percent of the picture; what is beyond an end stands at it."""
        return INSET + WIDTH * min(1.0, max(0.0, self.share(value)))


def on_scale(quantity: Text, low: float, high: float, rows: Sequence[Row]) -> Positions:
    """Marks on the scale of a field, from its low end to its high one."""
    ticks = [tick for tick in ticks_of([low, high]) if low <= tick <= high]
    axis = Axis(
        lambda value: (value - low) / (high - low), tuple((t, rounding.show(t)) for t in ticks)
    )
    return _positions(quantity, axis, rows)


def as_ratios(quantity: Text, rows: Sequence[Row]) -> Positions:
    """Marks on a log axis of ratios; 1 is where the reference is."""
    ratios = [value for row in rows for value, _css in row.marks if value > 0]
    ends = [end for row in rows for end in row.interval or () if end > 0]
    found = ratio_axis([*ratios, *ends])
    ticks = tuple((tick, rounding.ratio(tick)) for tick in found.ticks)
    return _positions(quantity, Axis(found.share, ticks), rows)


def _positions(quantity: Text, axis: Axis, rows: Sequence[Row]) -> Positions:
    told = "; ".join(f"{row.name} {row.text}" for row in rows)
    return Positions(f"{quantity}: {told}.", _draw(axis, rows), tuple(rows))


def _draw(axis: Axis, rows: Sequence[Row]) -> Drawing:
    bottom = ROW * len(rows)
    lines = [_upright(axis, tick, bottom) for tick, _text in axis.ticks]
    foot = number(bottom + FOOT - 6)
    labels = [Label(percent(axis.x(t)), foot, text, "t-ax", "middle") for t, text in axis.ticks]
    bars, marks = [], []
    for place, row in enumerate(rows):
        y = ROW * place
        labels += _words(row, y)
        lines += _lines(axis, row, y + LINE)
        bars += _interval(axis, row, y + LINE)
        marks += _marks(axis, row, y + LINE)
    return Drawing(
        number(bottom + FOOT), tuple(lines), tuple(labels), marks=tuple(marks), bars=tuple(bars)
    )


def _upright(axis: Axis, tick: float, bottom: float) -> Line:
    x = percent(axis.x(tick))
    return Line(x, number(TEXT + 5), x, number(bottom), "grid")


def _words(row: Row, y: float) -> tuple[Label, Label]:
    at = number(y + TEXT)
    return Label("0", at, row.name, "t-strong halo"), Label("100%", at, row.text, "halo", "end")


def _lines(axis: Axis, row: Row, y: float) -> Iterator[Line]:
    """The row's own line, and an upright tick for each reference on it."""
    yield Line(percent(INSET), number(y), percent(INSET + WIDTH), number(y), "grid")
    for value, css in row.marks:
        if css == REFERENCE:
            x = percent(axis.x(value))
            yield Line(x, number(y - 8), x, number(y + 8), css)


def _interval(axis: Axis, row: Row, y: float) -> Iterator[Bar]:
    if row.interval:
        low, high = (axis.x(end) for end in row.interval)
        yield Bar(percent(low), number(y - 6), percent(high - low), "12", "iv-bar")


def _marks(axis: Axis, row: Row, y: float) -> Iterator[Mark]:
    for value, css in row.marks:
        if css != REFERENCE:
            yield Mark(percent(axis.x(value)), number(y), css, "5.5", square=css == YOU)
