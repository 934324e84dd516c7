"""Courses in a case: means over the weeks, with what somebody drew over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer, SeriesAnswer
from pgx.cases.quantities import Quantity
from pgx.rounding import show
from pgx.science.chain import DAYS_PER_WEEK
from pgx.web.charts import CourseChart, course_chart
from pgx.web.charts.course import NARROW, WIDE, course_rows, course_sentence
from pgx.web.charts.course_plot import Course, plot, ticks_of

OVER_PLACEBO = "points_over_placebo"
Points = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class _Read:
    """A series up to a day, in the numbers that are shown."""

    days: list[float]
    person: list[float]
    reference: list[float]
    band: tuple[list[float], list[float]] | None
    unit: str


def of_series(
    result: ResultAnswer, keys: Sequence[str], drawn: tuple[str, Points] | None
) -> list[CourseChart]:
    """A chart a series, over twelve weeks; over the one that was drawn lies what was drawn."""
    if not result.course or result.is_stopped:
        return []
    found = []
    for key in keys:
        series = result.course[key]
        over = drawn[1] if drawn and drawn[0] == key else None
        found.append(_with_drawn(result, series, over) if over else _chart(result, series))
    return found


def up_to(result: ResultAnswer, key: str, week: int) -> CourseChart | None:
    """The mean of a series up to a week; points over placebo stand on the placebo course."""
    course = result.course
    if not course or result.is_stopped or not result.is_represented:
        return None
    read = _read(result, course[key], week)
    if key != OVER_PLACEBO:
        return _chart(result, course[key], week)
    placebo = course.placebo_points[: len(read.days)]
    low, high = read.band or (read.person, read.person)
    on = [np.add(placebo, each).tolist() for each in (read.person, read.reference, low, high)]
    name = _("Mean improvement, HAM-D17 points")
    return course_chart(read.days, on[0], on[1], placebo, band=(on[2], on[3]), quantity=name)


def _read(result: ResultAnswer, series: SeriesAnswer, week: int | None = None) -> _Read:
    every = result.course.days if result.course else []
    days = [day for day in every if week is None or day <= week * DAYS_PER_WEEK]
    shown = Quantity(series.unit)

    def read(values: Sequence[float | None]) -> list[float]:
        return [(value or 0.0) * shown.scale for value in values[: len(days)]]

    band = (read(series.low), read(series.high)) if series.low else None
    return _Read(days, read(series.person), read(series.reference), band, shown.shown_unit)


def _chart(result: ResultAnswer, series: SeriesAnswer, week: int | None = None) -> CourseChart:
    read = _read(result, series, week)
    return course_chart(
        read.days,
        read.person,
        read.reference,
        band=read.band,
        quantity=_title(series, read.unit),
        unit=read.unit,
    )


def _title(series: SeriesAnswer, unit: str) -> str:
    return f"{series.label}, {unit}" if unit else series.label


def _with_drawn(result: ResultAnswer, series: SeriesAnswer, points: Points) -> CourseChart:
    """The same chart with what was drawn, straight from week to week, over it."""
    read, chart = _read(result, series), _chart(result, series)
    weeks, numbers = zip(*points, strict=True)
    drawn = np.interp(read.days, np.multiply(weeks, DAYS_PER_WEEK), numbers).tolist()
    courses = [
        Course(_("reference"), tuple(read.reference), "ref-core", "t-ref"),
        Course(_("as you drew it"), tuple(drawn), "you-line", "t-strong"),
        Course(_("this person"), tuple(read.person), "p-line", "t-person"),
    ]
    edges = read.band or ()
    ticks = ticks_of([value for each in courses for value in each.values], edges)
    return replace(
        chart,
        sentence=course_sentence(read.days, courses, chart.quantity, ""),
        names=tuple(each.name for each in reversed(courses)),
        rows=course_rows(read.days, courses, edges, early=False),
        wide=plot(WIDE, read.days, courses, ticks, edges),
        narrow=plot(NARROW, read.days, courses, ticks, edges),
    )


def told(points: Points, unit: str) -> str:
    """A curve that was drawn, in words."""
    said = (
        _("week %(week)s: %(number)s") % {"week": week, "number": show(number)}
        for week, number in points
    )
    return f"{'; '.join(said)} {unit}".rstrip()
