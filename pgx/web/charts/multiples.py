"""Small multiples: many quantities over the same weeks, person over reference."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.course_plot import DAYS_A_WEEK, Course, plot, ticks_of
from pgx.web.charts.drawing import Box, Drawing, Text

SMALL = Box(17.0, 74.0, 12.0, 108.0, marks=2)
TICKS = 3
LEAST = 0.05  # percent: a change below it is about none
DAYS_SHOWN = (7, 28, 56, 84)
DAYS_SHOWN_EARLY = (0, 1, 3, 7, 84)  # where single doses are given


@dataclass(frozen=True)
class Quantity:
    """What one small chart shows; `signed` where its values are changes."""

    title: Text
    person: Sequence[float]
    reference: Sequence[float]
    band: Sequence[Sequence[float]] = ()
    unit: str = ""
    signed: bool = False

    def write(self, value: float) -> str:
        """A value as it stands at the end of its line and in the table."""
        if self.signed and 0 < abs(value) < LEAST:
            return _("about 0")
        text = rounding.show(value, 2, signed=self.signed)
        return f"{text} {self.unit}".rstrip()

    @property
    def values(self) -> list[float]:
        """Everything that the axis must hold."""
        return [*self.person, *self.reference, *(v for edge in self.band for v in edge)]


@dataclass(frozen=True)
class Panel:
    """One small chart, its sentence, and its line of the table."""

    title: Text
    sentence: str
    drawing: Drawing
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Multiples:
    """Panels under one time axis, and the names of the columns of their table."""

    panels: tuple[Panel, ...]
    days: tuple[str, ...]


def multiples(
    days: Sequence[float], quantities: Sequence[Quantity], early: bool = False
) -> Multiples:
    """Draw quantities that share the axes of time and of value; zero is on it."""
    ticks = ticks_of([value for each in quantities for value in each.values], most=TICKS)
    shown = [day for day in (DAYS_SHOWN_EARLY if early else DAYS_SHOWN) if day in days]
    panels = [_panel(days, each, ticks, shown) for each in quantities]
    return Multiples(tuple(panels), tuple(map(_name_of, shown)))


def _name_of(day: float) -> str:
    if day % DAYS_A_WEEK or not day:
        return _("day %(day)s") % {"day": day}
    return _("week %(week)s") % {"week": round(day / DAYS_A_WEEK)}


def _panel(
    days: Sequence[float],
    each: Quantity,
    ticks: Sequence[float],
    shown: Sequence[float],
) -> Panel:
    courses = [
        _course(_("reference"), each.reference, each, "ref-core", "t-ref"),
        _course(_("this person"), each.person, each, "p-line", "t-person"),
    ]
    places = [list(days).index(day) for day in shown]
    cells = [(each.write(each.person[at]), each.write(each.reference[at])) for at in places]
    drawing = plot(SMALL, days, courses, ticks, each.band)
    return Panel(each.title, _sentence(days, each), drawing, tuple(cells))


def _course(name: str, values: Sequence[float], each: Quantity, css: str, text: str) -> Course:
    return Course(name, tuple(values), css, text, end=each.write(values[-1]))


def _sentence(days: Sequence[float], each: Quantity) -> str:
    text = _("%(title)s at week %(week)s: this person %(person)s, reference %(reference)s.")
    return text % {
        "title": each.title,
        "week": round(days[-1] / DAYS_A_WEEK),
        "person": each.write(each.person[-1]),
        "reference": each.write(each.reference[-1]),
    }
