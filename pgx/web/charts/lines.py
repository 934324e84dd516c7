"""What a model gives over days, line by line, with what studies saw on the same axes.

No line is a person's: the reference patient's are grey, and what is published is ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from pgx.rounding import show
from pgx.web.charts.course import CourseChart, course_rows, course_sentence
from pgx.web.charts.course_plot import Course, plot, share_of, ticks_of
from pgx.web.charts.drawing import Box, Drawing, Label, Line, Mark, Text, number, percent

WIDE = Box(6.0, 80.0, 14.0, 280.0, marks=6)
NARROW = Box(10.5, 58.0, 14.0, 260.0, marks=3)
STYLES = ("ref-core", "ref-thin", "ref-long", "ref-short")


@dataclass(frozen=True)
class Modelled:
    """One quantity over the days, with the short name that stands at its end."""

    name: Text
    values: Sequence[float]


@dataclass(frozen=True)
class Seen:
    """What a study saw on a day, and its range where there is one."""

    day: float
    value: float
    name: str
    is_sure: bool
    ends: tuple[float, float] | None = None


def lines_chart(
    days: Sequence[float],
    lines: Sequence[Modelled],
    quantity: Text,
    unit: str = "%",
    seen: Sequence[Seen] = (),
) -> CourseChart:
    """Draw at most as many lines as there are STYLES; zero is always on the axis."""
    styled = zip(lines, cycle(STYLES), strict=False)
    courses = [_course(line, css, unit) for line, css in styled]
    published = [end for each in seen for end in (each.value, *(each.ends or ()))]
    ticks = ticks_of([value for course in courses for value in course.values] + published)
    wide, narrow = (
        _with_seen(plot(box, days, courses, ticks), box, days[-1], ticks, seen)
        for box in (WIDE, NARROW)
    )
    named = courses[::-1]  # the table and the sentence read from the last to the first
    sentence = course_sentence(days, named, quantity, unit)
    names = tuple(course.name for course in courses)
    rows = course_rows(days, named, (), early=False)
    horizon = number(days[-1])
    return CourseChart(
        quantity, sentence, names, False, horizon, rows, wide, narrow, is_of_person=False
    )


def _course(line: Modelled, css: str, unit: str) -> Course:
    values = tuple(float(value) for value in line.values)
    end = f"{show(values[-1], 2)} {unit} {line.name}"
    return Course(str(line.name), values, css, "t-ref", end)


def _with_seen(
    drawing: Drawing, box: Box, horizon: float, ticks: Sequence[float], seen: Sequence[Seen]
) -> Drawing:
    """The picture with what studies saw: filled where the text was seen, dashed where recalled."""
    marks, lines, labels = list(drawing.marks), list(drawing.lines), list(drawing.labels)
    for place, each in enumerate(seen):
        x = percent(box.left + (box.right - box.left) * each.day / horizon)
        y = _height(box, each.value, ticks)
        if each.ends:
            low, high = (_height(box, end, ticks) for end in each.ends)
            css = "fp-line" if each.is_sure else "fp-recalled-line"
            lines.append(Line(x, number(low), x, number(high), css))
        css = "ink-full" if each.is_sure else "ink-open ink-dashed"
        marks.append(Mark(x, number(y), css, "5"))
        if not any(_is_beside(each, other) for other in seen[:place]):
            labels.append(Label(x, number(y + 4.5), each.name, "t-seen halo", dx="11"))
    return replace(drawing, marks=tuple(marks), lines=tuple(lines), labels=tuple(labels))


def _is_beside(one: Seen, other: Seen) -> bool:
    """Is the label of the one the other's too?"""
    return (one.day, one.name) == (other.day, other.name)


def _height(box: Box, value: float, ticks: Sequence[float]) -> float:
    return box.bottom - share_of(value, ticks) * (box.bottom - box.top)
