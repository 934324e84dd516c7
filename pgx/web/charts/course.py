"""Twelve weeks of one quantity: the reference broad under the person, the placebo dotted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.course_plot import DAYS_A_WEEK, SHORT, Course, plot, ticks_of
from pgx.web.charts.drawing import Box, Drawing, Text, number


@dataclass(frozen=True)
class Row:
    """A line of the table of numbers."""

    week: str
    day: str
    values: tuple[str, ...]
    interval: str = ""


@dataclass(frozen=True)
class CourseChart:
    """Twelve weeks of one quantity, ready for `{% course chart %}`."""

    quantity: Text
    sentence: str
    names: tuple[str, ...]
    has_band: bool
    horizon: str  # days
    rows: tuple[Row, ...]
    wide: Drawing
    narrow: Drawing
    is_of_person: bool = True  # the first column of the table is this person's


WIDE = Box(6.0, 78.0, 14.0, 270.0, marks=6)
NARROW = Box(9.5, 67.0, 14.0, 250.0, marks=3)
EARLY = (1, 3)  # days that matter where single doses are given


def course_chart(
    days: Sequence[float],
    person: Sequence[float],
    reference: Sequence[float],
    placebo: Sequence[float] | None = None,
    *,
    quantity: Text = "",
    unit: str = "",
    band: tuple[Sequence[float], Sequence[float]] | None = None,
    dots: bool = False,
) -> CourseChart:
    """Draw a quantity over weeks: the reference broad under the person, the placebo dotted.

    `band` is the lower and upper bound of the person's mean. Zero is always on the axis.
    `dots` marks each day that was computed, where the course between them is not known.
    """
    courses = []
    if placebo is not None:
        courses.append(_course(_("placebo"), placebo, "pl-line", "t-ref"))
    courses.append(_course(_("reference"), reference, "ref-core", "t-ref"))
    courses.append(_course(_("this person"), person, "p-line", "t-person"))
    edges = tuple(tuple(float(value) for value in edge) for edge in band or ())
    ticks = ticks_of([value for course in courses for value in course.values], edges)
    return CourseChart(
        quantity,
        course_sentence(days, courses, quantity, unit),
        tuple(course.name for course in reversed(courses)),
        bool(edges),
        number(days[-1]),
        course_rows(days, courses, edges, dots),
        plot(WIDE, days, courses, ticks, edges, dots),
        plot(NARROW, days, courses, ticks, edges, dots),
    )


def _course(name: str, values: Sequence[float], css: str, text: str) -> Course:
    return Course(name, tuple(float(value) for value in values), css, text)


def course_sentence(
    days: Sequence[float], courses: Sequence[Course], quantity: Text, unit: str
) -> str:
    """Where every line starts and ends, in words."""
    parts = [
        _("%(name)s from %(start)s to %(end)s")
        % {
            "name": course.name,
            "start": rounding.show(course.values[0]),
            "end": rounding.show(course.values[-1]),
        }
        for course in reversed(courses)
    ]
    what = f"{quantity} ({unit})" if unit else f"{quantity}"
    return f"{what} {_span(days[-1])}: " + "; ".join(parts) + "."


def _span(horizon: float) -> str:
    if horizon <= SHORT:
        return _("over %(days)s days") % {"days": round(horizon)}
    return _("over %(weeks)s weeks") % {"weeks": round(horizon / DAYS_A_WEEK)}


def course_rows(
    days: Sequence[float],
    courses: Sequence[Course],
    edges: Sequence[Sequence[float]],
    early: bool,
) -> tuple[Row, ...]:
    """The numbers at the end of every week, on the nearest day there is.

    `early`: the first days of single doses too.
    """
    weeks = range(round(days[-1] / DAYS_A_WEEK) + 1)
    wanted = {week * DAYS_A_WEEK: str(week) for week in weeks}
    if early:
        wanted |= {day: _("day %(day)s") % {"day": day} for day in EARLY}
    return tuple(_row(days, courses, edges, day, wanted[day]) for day in sorted(wanted))


def _row(
    days: Sequence[float],
    courses: Sequence[Course],
    edges: Sequence[Sequence[float]],
    day: float,
    name: str,
) -> Row:
    distances = [abs(each - day) for each in days]
    at = distances.index(min(distances))
    values = tuple(rounding.show(course.values[at]) for course in reversed(courses))
    ends = [rounding.show(edge[at]) for edge in edges]
    return Row(name, number(day), values, _(" to ").join(ends))
