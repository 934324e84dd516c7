"""A level beside its reference range: the range a grey bar, this person an open circle."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, number, percent

ROOM = 1.12  # beyond the largest of them
MIDDLE, HEIGHT, HALF = 18.0, 84.0, 50.0


@dataclass(frozen=True)
class LevelRange:
    """A level, the reference patient's, and the range, in one unit."""

    level: float
    reference: float
    low: float
    high: float
    unit: str

    @property
    def sentence(self) -> str:
        """The picture in words."""
        text = _(
            "Level %(level)s %(unit)s, reference %(reference)s, range %(low)s to %(high)s %(unit)s."
        )
        names = ("level", "reference", "low", "high")
        values = {name: rounding.show(getattr(self, name)) for name in names}
        return text % {**values, "unit": self.unit}

    @property
    def drawing(self) -> Drawing:
        """From zero to a little beyond the largest of them; in percent across, so for any width."""
        top = ROOM * max(self.level, self.reference, self.high)
        low, high, reference, level = (
            100 * value / top for value in (self.low, self.high, self.reference, self.level)
        )
        return Drawing(
            number(HEIGHT),
            (
                Line("0", number(MIDDLE), "100%", number(MIDDLE), "axis"),
                Line(percent(reference), "6", percent(reference), "30", "ref-tick"),
            ),
            (*self._ends(low, high), *self._names(reference, level)),
            marks=(Mark(percent(level), number(MIDDLE), "pt pt-mod", "6"),),
            bars=(Bar(percent(low), "9", percent(high - low), "18", "range-bar"),),
        )

    def _ends(self, low: float, high: float) -> tuple[Label, ...]:
        """The numbers of the range, under its ends."""
        values = ((low, self.low, ""), (high, self.high, f" {self.unit}"))
        return tuple(
            Label(percent(x), "44", rounding.show(value) + unit, "t-ax", "middle")
            for x, value, unit in values
        )

    def _names(self, reference: float, level: float) -> tuple[Label, ...]:
        """The two levels under the range, each on a line of its own and with its owner."""
        own = _("this person %(level)s") % {"level": rounding.show(self.level)}
        other = _("reference %(level)s") % {"level": rounding.show(self.reference)}
        return (
            Label(percent(level), "62", own, "t-person halo", _side(level)),
            Label(percent(reference), "79", other, "t-ref halo", _side(reference)),
        )


def _side(x: float) -> str:
    """On which side of a place a text has room."""
    return "start" if x < HALF else "end"
