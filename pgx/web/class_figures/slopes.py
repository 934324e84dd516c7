"""How often a belief is shown, before and after: a row of a table with a drawing of its own."""

from __future__ import annotations

from dataclasses import dataclass

from pgx.cases.figures.beliefs import Counted, OfBelief
from pgx.web.charts.drawing import Drawing, Label, Line, Mark, number, percent

HEIGHT, AXIS = 44.0, 24.0
MIDDLE = "50%"  # the row of the table sets the height
LEFT, RIGHT = 3.0, 97.0
TICKS = (0, 50, 100)
# Below first: what is looked at last lies on top.
MARKS = (
    ("review", "cf-review diamond"),
    ("later", "cf-later"),
    ("before", "cf-before"),
    ("after", "cf-after"),
)


@dataclass(frozen=True)
class BeliefRow:
    """A belief with its counts by the names of their columns, and their drawing."""

    of: OfBelief
    statement: str
    address: str
    drawing: Drawing
    counts: tuple[tuple[str, Counted, bool], ...]  # when, and whether it is what it is ranked by


def x(share: float) -> str:
    """Where a share lies."""
    return percent(LEFT + (RIGHT - LEFT) * share)


def slope(of: OfBelief) -> Drawing:
    """Open before, filled after, a line between; square a month later, diamond at review."""
    lines = _grid()
    if of.before.of and of.after.of:
        ends = x(of.before.share), x(of.after.share)
        lines.append(Line(ends[0], MIDDLE, ends[1], MIDDLE, "cf-way"))
    marks = []
    for name, css in MARKS:
        counted: Counted = getattr(of, name)
        if counted.of:
            is_square = name in ("later", "review")
            marks.append(Mark(x(counted.share), MIDDLE, css, "5.5", square=is_square))
    return Drawing(number(HEIGHT), tuple(lines), (), marks=tuple(marks))


def axis() -> Drawing:
    """The scale under the rows."""
    labels = [Label(x(tick / 100), "16", f"{tick} %", "t-ax", "middle") for tick in TICKS]
    return Drawing(number(AXIS), (), tuple(labels))


def _grid() -> list[Line]:
    return [Line(x(tick / 100), "0", x(tick / 100), "100%", "grid") for tick in TICKS]
