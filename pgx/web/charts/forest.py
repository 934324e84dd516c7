"""A forest plot: published ratios with their intervals, one a row, all turned one way.

Each row has a drawing of its own, which stands in a row of a table beside its numbers: on a wide
page and on a narrow one it is the same drawing. Nothing is pooled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Drawing, Label, Line, Mark, number, percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis

Kind = Literal["study", "meta-analysis", "sensitivity analysis", "model"]
HEIGHT = 44.0
MIDDLE = "50%"  # the row of the table sets the height
AXIS = 24.0
EDGE = 3.0  # percent at each side of the axis
SHAPES: dict[Kind, str] = {"sensitivity analysis": "diamond", "model": "circle"}


@dataclass(frozen=True)
class Ratio:
    """A ratio as it is drawn: already turned. `is_sure` where it was read, not recalled."""

    name: str
    value: float
    interval: tuple[float, float] | None = None
    kind: Kind = "study"
    is_sure: bool = True

    @property
    def text(self) -> str:
        """The ratio, rounded for a reader."""
        return _rounded(self.value)

    @property
    def between(self) -> str:
        """Its interval; empty where none is published."""
        if not self.interval:
            return ""
        low, high = map(_rounded, self.interval)
        return _("%(low)s to %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True)
class Forest:
    """The drawings of the rows in their order, the axis, and all of it as a sentence."""

    drawings: tuple[Drawing, ...]
    axis: Drawing
    sentence: str


def turned(
    value: float, interval: tuple[float, float] | None
) -> tuple[float, tuple[float, float] | None]:
    """A ratio the other way round: 1 divided by it, the ends of its interval swapped."""
    return 1 / value, (1 / interval[1], 1 / interval[0]) if interval else None


def forest(rows: Sequence[Ratio], left: str, right: str) -> Forest:
    """Draw ratios on one log axis; 1 is always on it."""
    axis = ratio_axis([end for row in rows for end in (row.value, *(row.interval or ()))])
    told = [f"{row.name} {row.text}" + (f" ({row.between})" * bool(row.between)) for row in rows]
    sentence = _("Right of the line: %(right)s. Left: %(left)s.") % {"left": left, "right": right}
    return Forest(
        tuple(_draw(axis, row) for row in rows), _axis(axis), f"{sentence} {'; '.join(told)}."
    )


def _rounded(value: float) -> str:
    return rounding.show(value, 3 if value >= 1 else 2)


def _x(axis: RatioAxis, ratio: float) -> str:
    return percent(EDGE + (100 - 2 * EDGE) * axis.share(ratio))


def _grid(axis: RatioAxis) -> list[Line]:
    """A hairline at each mark; at 1 the line of no effect."""
    return [
        Line(_x(axis, tick), "0", _x(axis, tick), "100%", "one" if tick == 1 else "grid")
        for tick in axis.ticks
    ]


def _draw(axis: RatioAxis, row: Ratio) -> Drawing:
    css = "fp-model" if row.kind == "model" else "fp" if row.is_sure else "fp-recalled"
    lines = _grid(axis)
    if row.interval:
        low, high = (_x(axis, end) for end in row.interval)
        lines.append(Line(low, MIDDLE, high, MIDDLE, f"{css}-line"))
    shape = SHAPES.get(row.kind, "square" if row.interval else "circle")
    mark = Mark(_x(axis, row.value), MIDDLE, f"{css} {shape}", "5", shape != "circle")
    return Drawing(number(HEIGHT), tuple(lines), (), marks=(mark,))


def _axis(axis: RatioAxis) -> Drawing:
    labels = [
        Label(_x(axis, tick), "16", rounding.show(tick, 2), "t-ax", "middle") for tick in axis.ticks
    ]
    return Drawing(number(AXIS), (), tuple(labels))
