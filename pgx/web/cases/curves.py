"""Courses in a case: means over the weeks, with what somebody drew over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer, SeriesAnswer
from pgx.cases.quantities import Quantity
from pgx.science.chain import DAYS_PER_WEEK
from pgx.web.charts import CourseChart
from pgx.web.charts.course import NARROW, WIDE, course_rows, course_sentence
from pgx.web.charts.course_plot import Course, plot, ticks_of
from pgx.web.charts.drawing import number
from pgx.web.courses import percent_change

OVER_PLACEBO, LOGS = "points_over_placebo", "ln"
Points = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class _Read:
    """A series up to a day, in the numbers that are shown."""

    days: list[float]
    person: list[float]
    reference: list[float]
    band: tuple[list[float], ...]
    title: str

    def over(self, below: Sequence[float], title: str) -> _Read:
        """The same on top of another course."""
        person, reference, *band = (
            np.add(below, each).tolist() for each in (self.person, self.reference, *self.band)
        )
        return _Read(self.days, person, reference, tuple(band), title)


def of_series(
    result: ResultAnswer, keys: Sequence[str], drawn: tuple[str, Points] | None
) -> list[CourseChart]:
    """A chart a series, over twelve weeks; over the one that was drawn lies what was drawn."""
    if not result.course or result.is_stopped:
        return []
    found = []
    for key in keys:
        read = _read(result, result.course[key])
        over = _as_drawn(read, drawn[1]) if drawn and drawn[0] == key else []
        found.append(_chart(read, over))
    return found


def up_to(result: ResultAnswer, key: str, week: int) -> CourseChart | None:
    """The mean of a series up to a week; points over placebo stand on the placebo course."""
    course = result.course
    if not course or result.is_stopped or not result.is_represented:
        return None
    read = _read(result, course[key], week)
    if key != OVER_PLACEBO:
        return _chart(read)
    placebo = course.placebo_points[: len(read.days)]
    title = _("Mean improvement, HAM-D17 points")
    return _chart(
        read.over(placebo, title), [Course(_("placebo"), tuple(placebo), "pl-line", "t-ref")]
    )


def _read(result: ResultAnswer, series: SeriesAnswer, week: int | None = None) -> _Read:
    every = result.course.days if result.course else []
    days = [day for day in every if week is None or day <= week * DAYS_PER_WEEK]
    if series.unit == LOGS:
        return _as_change(days, series)
    shown = Quantity(series.unit)

    def read(values: Sequence[float | None]) -> list[float]:
        return [(value or 0.0) * shown.scale for value in values[: len(days)]]

    band = (read(series.low), read(series.high)) if series.low else ()
    title = f"{series.label}, {shown.shown_unit}" if shown.shown_unit else series.label
    return _Read(days, read(series.person), read(series.reference), band, title)


def _as_change(days: list[float], series: SeriesAnswer) -> _Read:
    """Natural logs of fold changes, as the change in percent that Explore shows."""
    person, reference, *band = (
        percent_change(values[: len(days)])
        for values in (series.person, series.reference, series.low, series.high)
        if values
    )
    title = _("%(what)s, change in percent") % {"what": series.label}
    return _Read(days, person, reference, tuple(band), title)


def _as_drawn(read: _Read, points: Points) -> list[Course]:
    """What was drawn, straight from week to week."""
    weeks, numbers = zip(*points, strict=True)
    drawn = np.interp(read.days, np.multiply(weeks, DAYS_PER_WEEK), numbers).tolist()
    return [Course(_("as you drew it"), tuple(drawn), "you-line", "t-strong")]


def _chart(read: _Read, over: Sequence[Course] = ()) -> CourseChart:
    """The means of this panel and of the reference; no line is one person's future."""
    courses = [
        Course(_("reference"), tuple(read.reference), "ref-core", "t-ref"),
        *over,
        Course(_("this panel"), tuple(read.person), "p-line", "t-person"),
    ]
    ticks = ticks_of([value for each in courses for value in each.values], read.band)
    wide, narrow = (plot(box, read.days, courses, ticks, read.band) for box in (WIDE, NARROW))
    return CourseChart(
        read.title,
        course_sentence(read.days, courses, read.title, ""),
        tuple(each.name for each in reversed(courses)),
        bool(read.band),
        number(read.days[-1]),
        course_rows(read.days, courses, read.band, early=False),
        wide,
        narrow,
    )
