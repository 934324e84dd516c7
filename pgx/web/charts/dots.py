"""A dot plot from 0 to 100: a grey tick for the reference, an open circle for this person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, Text, number, percent

TOP = 100
ROW, AXIS = 30.0, 24.0


@dataclass(frozen=True)
class Dot:
    """One row: this person's value, the reference's, and the interval where there is one."""

    name: Text
    value: float
    reference: float
    interval: tuple[float, float] | None = None
    strong: bool = False


@dataclass(frozen=True)
class DotPlot:
    """The rows, ready for `{% dots chart %}`."""

    rows: tuple[Dot, ...]
    heading: Text
    sentence: str
    wide: Drawing
    narrow: Drawing


def dot_plot(quantity: Text, rows: Sequence[Dot], heading: Text) -> DotPlot:
    """Draw values between 0 and 100, each beside the reference's.

    `heading` says what the rows are, above the table of their numbers.
    """
    told = [
        _("%(name)s %(value)s, reference %(reference)s")
        % {
            "name": row.name,
            "value": rounding.show(row.value, 2),
            "reference": rounding.show(row.reference, 2),
        }
        for row in rows
    ]
    sentence = f"{quantity}: " + "; ".join(told) + "."
    return DotPlot(tuple(rows), heading, sentence, _draw(rows, 24.0, 80.0), _draw(rows, 34.0, 70.0))


def _draw(rows: Sequence[Dot], left: float, right: float) -> Drawing:
    bottom = ROW * len(rows) + 4
    lines, labels, marks, bars = _axis(left, right, bottom), [], [], []
    labels += [
        Label(percent(_x(left, right, tick)), number(bottom + 18), str(tick), "t-ax", "middle")
        for tick in (0, 50, TOP)
    ]
    for index, row in enumerate(rows):
        y = ROW * (index + 0.5)
        lines += _row_lines(row, left, right, y)
        labels += _row_labels(row, y)
        marks.append(Mark(percent(_x(left, right, row.value)), number(y), "pt pt-mod", "5"))
        bars += _interval(row, left, right, y)
    return Drawing(
        number(bottom + AXIS), tuple(lines), tuple(labels), marks=tuple(marks), bars=tuple(bars)
    )


def _x(left: float, right: float, value: float) -> float:
    return left + (right - left) * value / TOP


def _axis(left: float, right: float, bottom: float) -> list[Line]:
    xs = [percent(_x(left, right, tick)) for tick in (0, 50, TOP)]
    return [Line(x, "0", x, number(bottom), "grid") for x in xs]


def _row_lines(row: Dot, left: float, right: float, y: float) -> list[Line]:
    """The way from the reference to this person, and the reference's tick."""
    here, there = percent(_x(left, right, row.reference)), percent(_x(left, right, row.value))
    return [
        Line(percent(left), number(y), percent(right), number(y), "grid"),
        Line(here, number(y), there, number(y), "step"),
        Line(here, number(y - 8), here, number(y + 8), "ref-tick"),
    ]


def _row_labels(row: Dot, y: float) -> list[Label]:
    reference = rounding.show(row.reference, 2) + " →"
    value, at = rounding.show(row.value, 2), number(y + 4.5)
    return [
        Label("0", at, row.name, "t-strong" if row.strong else ""),
        Label("100%", at, reference, "t-ref", "end", "-42"),
        Label("100%", at, value, "t-person", "end"),
    ]


def _interval(row: Dot, left: float, right: float, y: float) -> list[Bar]:
    if not row.interval:
        return []
    low, high = (_x(left, right, end) for end in row.interval)
    return [Bar(percent(low), number(y - 7), percent(high - low), "14", "iv-bar")]
