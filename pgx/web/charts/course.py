"""Twelve weeks of one quantity: the reference broad under the person, the placebo dotted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Box, Curve, Drawing, Label, Line, Text, number, percent


@dataclass(frozen=True)
class Course:
    """A quantity over days, with the name that stands at its end."""

    name: str
    values: tuple[float, ...]
    css: str
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the table of numbers."""

    week: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class CourseChart:
    """Twelve weeks of one quantity, ready for `{% course chart %}`."""

    quantity: Text
    sentence: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: Drawing
    narrow: Drawing


WIDE = Box(6.0, 78.0, 14.0, 270.0, marks=6)
NARROW = Box(9.5, 67.0, 14.0, 250.0, marks=3)
LABEL_GAP = 18.0
DAYS_A_WEEK = 7


def course_chart(
    days: Sequence[float],
    person: Sequence[float],
    reference: Sequence[float],
    placebo: Sequence[float] | None = None,
    *,
    quantity: Text = "",
    unit: str = "",
    band: tuple[Sequence[float], Sequence[float]] | None = None,
) -> CourseChart:
    """Draw a quantity over weeks: the reference broad under the person, the placebo dotted.

    `band` is the lower and upper bound of the person's mean. Zero is always on the axis.
    """
    courses = []
    if placebo is not None:
        courses.append(_course(_("placebo"), placebo, "pl-line", "t-ref"))
    courses.append(_course(_("reference"), reference, "ref-core", "t-ref"))
    courses.append(_course(_("this person"), person, "p-line", "t-person"))
    edges = tuple(tuple(float(value) for value in edge) for edge in band or ())
    ticks = _ticks([value for course in courses for value in course.values], edges)
    return CourseChart(
        quantity,
        _course_sentence(days, courses, quantity, unit),
        tuple(course.name for course in reversed(courses)),
        _rows(days, courses),
        _plot(WIDE, days, courses, ticks, edges),
        _plot(NARROW, days, courses, ticks, edges),
    )


def _course(name: str, values: Sequence[float], css: str, text: str) -> Course:
    return Course(name, tuple(float(value) for value in values), css, text)


def _ticks(values: Sequence[float], edges: Sequence[Sequence[float]]) -> list[float]:
    """Round marks from below the smallest value to above the largest; zero is one of them."""
    every = [0.0, *values, *(value for edge in edges for value in edge)]
    low, high = min(every), max(every)
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next(size * power for size in (1, 2, 5, 10) if span / (size * power) <= 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * index for index in range(first, max(last, first + 1) + 1)]


def _plot(
    box: Box,
    days: Sequence[float],
    courses: Sequence[Course],
    ticks: Sequence[float],
    edges: Sequence[Sequence[float]],
) -> Drawing:
    """Axes, curves and the labels at their ends."""
    lines, labels = _axes(box, days, ticks)
    curves = [_curve(days, course.values, ticks, course.css) for course in courses]
    if edges:
        lower, upper = edges
        there = _points(days, lower, ticks)
        back = _points(list(days)[::-1], upper[::-1], ticks)
        # The band lies over the reference and under the person.
        curves.insert(-1, Curve(f"{there} {back}", "band"))
    labels += _ends(box, courses, ticks)
    height = number(box.bottom + 26)
    return Drawing(height, tuple(lines), tuple(labels), curves=tuple(curves), plot=box)


def _axes(
    box: Box, days: Sequence[float], ticks: Sequence[float]
) -> tuple[list[Line], list[Label]]:
    lines, labels = [], []
    for tick in ticks:
        y = box.bottom - _share(tick, ticks) * (box.bottom - box.top)
        css = "grid" if tick else "axis"
        lines.append(Line(box.x, number(y), percent(box.right), number(y), css))
        text = rounding.show(tick)
        labels.append(Label(box.x, number(y + 4.5), text, "t-ax", "end", "-8"))
    return lines, labels + _weeks(box, days[-1])


def _weeks(box: Box, horizon: float) -> list[Label]:
    """The marks under the axis; the last says what they are."""
    weeks = round(horizon / DAYS_A_WEEK)
    step = max(1, round(weeks / box.marks))
    labels = []
    for week in range(0, weeks + 1, step):
        x = box.left + (box.right - box.left) * week * DAYS_A_WEEK / horizon
        text = _("week %(week)s") % {"week": week} if week + step > weeks else str(week)
        labels.append(Label(percent(x), number(box.bottom + 20), text, "t-ax", "middle"))
    return labels


def _share(value: float, ticks: Sequence[float]) -> float:
    return (value - ticks[0]) / (ticks[-1] - ticks[0])


def _curve(
    days: Sequence[float], values: Sequence[float], ticks: Sequence[float], css: str
) -> Curve:
    return Curve(_points(days, values, ticks), css)


def _points(days: Sequence[float], values: Sequence[float], ticks: Sequence[float]) -> str:
    """The points of a curve in the inner drawing, 100 by 100."""
    width = max(days)
    return " ".join(
        f"{number(100 * day / width)},{number(100 - 100 * _share(value, ticks))}"
        for day, value in zip(days, values, strict=True)
    )


def _ends(box: Box, courses: Sequence[Course], ticks: Sequence[float]) -> list[Label]:
    """Each line's name and last value at its end, pushed apart where they would overlap."""
    wanted = {
        course.name: box.bottom - _share(course.values[-1], ticks) * (box.bottom - box.top)
        for course in courses
    }
    placed: dict[str, float] = {}
    last = -math.inf
    for course in sorted(courses, key=lambda course: (wanted[course.name], course.css)):
        last = max(wanted[course.name], last + LABEL_GAP)
        placed[course.name] = last
    over = max(0.0, last - box.bottom)
    return [
        Label(
            percent(box.right),
            number(placed[course.name] - over + 4.5),
            f"{rounding.show(course.values[-1])} {course.name}",
            f"{course.text} halo",
            dx="9",
        )
        for course in courses
    ]


def _course_sentence(
    days: Sequence[float], courses: Sequence[Course], quantity: Text, unit: str
) -> str:
    """Where every line starts and ends, in words."""
    weeks = round(days[-1] / DAYS_A_WEEK)
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
    start = _("%(what)s over %(weeks)s weeks: ") % {"what": what, "weeks": weeks}
    return start + "; ".join(parts) + "."


def _rows(days: Sequence[float], courses: Sequence[Course]) -> tuple[Row, ...]:
    """The numbers at the end of every second week, on the nearest day there is."""
    rows = []
    for week in range(0, round(days[-1] / DAYS_A_WEEK) + 1, 2):
        distances = [abs(day - week * DAYS_A_WEEK) for day in days]
        at = distances.index(min(distances))
        values = tuple(rounding.show(course.values[at]) for course in reversed(courses))
        rows.append(Row(str(week), values))
    return tuple(rows)
