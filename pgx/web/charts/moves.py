"""New over old, a row a quantity and a mark a result, on a log axis: what moved, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Drawing, Label, Line, Mark, Text, number, percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis

AXIS = 28.0


@dataclass(frozen=True)
class MovedRow:
    """A quantity, and new over old of each result in which it moved: published, or modelled."""

    name: Text
    published: tuple[float, ...]
    modelled: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """All of them; what is published lies on top."""
        return self.modelled + self.published

    @property
    def least(self) -> float:
        """The smallest of them."""
        return min(self.ratios)

    @property
    def most(self) -> float:
        """The largest of them."""
        return max(self.ratios)

    @property
    def span(self) -> str:
        """From the least to the most."""
        ends = dict.fromkeys(map(rounding.ratio, (self.least, self.most)))
        return _(" to ").join(ends)


@dataclass(frozen=True)
class MovesChart:
    """The rows, ready for `{% moves chart %}`."""

    rows: tuple[MovedRow, ...]
    sentence: str
    wide: Drawing
    narrow: Drawing


@dataclass(frozen=True)
class Form:
    """Where the plot lies: percent across, pixels a row, and the height of a row's mark."""

    left: float
    right: float
    row: float
    middle: float


WIDE = Form(32.0, 80.0, 34.0, 17.0)
NARROW = Form(3.0, 97.0, 56.0, 36.0)  # the name over the marks


def moves_chart(rows: Sequence[MovedRow]) -> MovesChart:
    """Draw new over old; every row has at least one ratio, and all are above 0."""
    axis = ratio_axis(ratio for row in rows for ratio in row.ratios)
    told = [
        _("%(name)s: %(count)s results, %(span)s")
        % {"name": row.name, "count": len(row.ratios), "span": row.span}
        for row in rows
    ]
    sentence = _("New over old: %(rows)s.") % {"rows": "; ".join(told)}
    drawings = [_draw(form, axis, rows) for form in (WIDE, NARROW)]
    return MovesChart(tuple(rows), sentence, *drawings)


def _draw(form: Form, axis: RatioAxis, rows: Sequence[MovedRow]) -> Drawing:
    bottom = form.row * len(rows) + 4
    lines, labels = _axis(form, axis, bottom)
    marks = []
    for index, row in enumerate(rows):
        top = form.row * index
        y = number(top + form.middle)
        lines.append(Line(percent(form.left), y, percent(form.right), y, "grid"))
        labels += _labels(form, row, top)
        for css, ratios in (("pt pt-mod", row.modelled), ("pt pt-pub", row.published)):
            marks += [Mark(percent(_x(form, axis, ratio)), y, css, "4.5") for ratio in ratios]
    return Drawing(number(bottom + AXIS), tuple(lines), tuple(labels), marks=tuple(marks))


def _x(form: Form, axis: RatioAxis, ratio: float) -> float:
    return form.left + (form.right - form.left) * axis.share(ratio)


def _axis(form: Form, axis: RatioAxis, bottom: float) -> tuple[list[Line], list[Label]]:
    lines, labels = [], []
    for tick in axis.ticks:
        x = percent(_x(form, axis, tick))
        lines.append(Line(x, "0", x, number(bottom), "ref-core" if tick == 1 else "grid"))
        text = "×" + rounding.show(tick)
        labels.append(Label(x, number(bottom + 20), text, "t-ax", "middle"))
    return lines, labels


def _labels(form: Form, row: MovedRow, top: float) -> list[Label]:
    """The name on the left or above, the span on the right."""
    at = number(top + (16.0 if form is NARROW else form.middle + 4.5))
    return [
        Label("0", at, row.name, "t-strong halo"),
        Label("100%", at, row.span, "halo", "end"),
    ]
