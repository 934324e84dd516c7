"""Modelled response ratios of a class, by functional class: a row of hatched bars each.

All rows share one log axis, on which 1 is the reference genotype.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx import rounding
from pgx.web.charts.drawing import Drawing, Label, Line, Strip, Text, number, percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis
from pgx.web.templatetags.batches import grouped

ROW, TALLEST, BASE, TEXT, AXIS = 62.0, 26.0, 54.0, 17.0, 24.0
HALF = 0.5
FEW = 5  # rows, of fewer of which a middle says nothing


@dataclass(frozen=True)
class Bin:
    """Rows between two ratios."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class ClassRow:
    """A functional class, and its rows by ratio, the lowest first."""

    name: Text
    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """All its rows."""
        return sum(each.count for each in self.bins)

    @property
    def middle(self) -> float | None:
        """The ratio of the row in the middle, to the width of a bin; None for a few rows."""
        return None if self.count < FEW else self._at(HALF)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest ratio, to the width of a bin."""
        return self.bins[0].low, self.bins[-1].high

    def _at(self, share: float) -> float:
        seen = 0
        for each in self.bins:
            seen += each.count
            if seen >= share * self.count:
                return _centre(each)
        return _centre(self.bins[-1])


@dataclass(frozen=True)
class SpreadByClass:
    """The rows of one gene, ready for `{% spread_by_class chart %}`."""

    title: Text
    rows: tuple[ClassRow, ...]
    sentence: str
    drawing: Drawing


def spread_by_class(title: Text, rows: Sequence[ClassRow]) -> SpreadByClass:
    """Draw the ratios of each functional class of one gene."""
    told = [f"{row.name} {', '.join(_told(row))}" for row in rows]
    sentence = _("Modelled response against the reference, by %(title)s: %(told)s.") % {
        "title": title,
        "told": "; ".join(told),
    }
    return SpreadByClass(title, tuple(rows), sentence, _draw(rows))


def _told(row: ClassRow) -> list[str]:
    """How many rows, and the middle of them."""
    count = ngettext("%s row", "%s rows", row.count) % grouped(row.count)
    if row.middle is None:
        return [count]
    return [count, _("middle %s") % rounding.ratio(row.middle)]


def _centre(each: Bin) -> float:
    return float((each.low * each.high) ** HALF)


def _draw(rows: Sequence[ClassRow]) -> Drawing:
    axis = ratio_axis(end for row in rows for end in row.ends)
    bottom = ROW * len(rows)
    lines = [
        Line(x, "0", x, number(bottom), "axis" if tick == 1 else "grid")
        for tick, x in ((tick, _x(axis, tick)) for tick in axis.ticks)
    ]
    labels = [
        Label(
            _x(axis, tick),
            number(bottom + 17),
            f"×{rounding.show(tick)}",
            "t-ax",
            _anchor(axis, tick),
        )
        for tick in axis.ticks
    ]
    strips: list[Strip] = []
    for place, row in enumerate(rows):
        strips += _bars(axis, row, ROW * place + BASE)
        base = number(ROW * place + BASE)
        lines.append(Line("0", base, "100%", base, "grid"))
        labels += _labels(row, ROW * place + TEXT)
    return Drawing(number(bottom + AXIS), tuple(lines), tuple(labels), tuple(strips))


def _x(axis: RatioAxis, ratio: float) -> str:
    return percent(100 * axis.share(ratio))


def _anchor(axis: RatioAxis, tick: float) -> str:
    """The labels at the ends stay inside."""
    return {axis.low: "start", axis.high: "end"}.get(tick, "middle")


def _bars(axis: RatioAxis, row: ClassRow, base: float) -> list[Strip]:
    most = max(each.count for each in row.bins)
    found = []
    for each in row.bins:
        start, end = 100 * axis.share(each.low), 100 * axis.share(each.high)
        height = TALLEST * each.count / most
        box = (percent(start), number(base - height), percent(end - start), number(height))
        found.append(Strip(*box, "model"))
    return found


def _labels(row: ClassRow, y: float) -> list[Label]:
    count = " · ".join(_told(row))
    return [
        Label("0", number(y), row.name, "t-strong halo"),
        Label("100%", number(y), count, "halo", "end"),
    ]
