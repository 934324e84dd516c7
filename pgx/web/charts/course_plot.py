"""The picture of a quantity over days: axes, curves, a band, the names at the ends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Box, Curve, Drawing, Label, Line, Mark, number, percent

LABEL_GAP = 18.0
DAYS_A_WEEK = 7
SHORT = 21  # days up to which an axis counts days


@dataclass(frozen=True)
class Course:
    """A quantity over days, with the name that stands at its end, or `end` in its place."""

    name: str
    values: tuple[float, ...]
    css: str
    text: str
    end: str = ""


def ticks_of(
    values: Sequence[float], edges: Sequence[Sequence[float]] = (), most: int = 5
) -> list[float]:
    """About so many round marks, from below the smallest value to above the largest, with zero."""
    every = [0.0, *values, *(value for edge in edges for value in edge)]
    low, high = min(every), max(every)
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(size * power for size in (1, 2, 5, 10) if span / (size * power) <= most)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * index for index in range(first, max(last, first + 1) + 1)]


def plot(
    box: Box,
    days: Sequence[float],
    courses: Sequence[Course],
    ticks: Sequence[float],
    edges: Sequence[Sequence[float]] = (),
    dots: bool = False,
) -> Drawing:
    """Axes, curves and the labels at their ends."""
    lines, labels = _axes(box, days, ticks)
    curves = [Curve(points_of(days, course.values, ticks), course.css) for course in courses]
    if edges:
        lower, upper = edges
        there = points_of(days, lower, ticks)
        back = points_of(list(days)[::-1], upper[::-1], ticks)
        # The band lies over the reference and under the person.
        curves.insert(-1, Curve(f"{there} {back}", "band"))
    labels += _ends(box, courses, ticks)
    marks = _marks(box, days, courses[-1].values, ticks) if dots else []
    height = number(box.bottom + 26)
    return Drawing(
        height, tuple(lines), tuple(labels), marks=tuple(marks), curves=tuple(curves), plot=box
    )


def _marks(
    box: Box, days: Sequence[float], values: Sequence[float], ticks: Sequence[float]
) -> list[Mark]:
    """The days that were computed."""
    return [
        Mark(
            percent(box.left + (box.right - box.left) * day / days[-1]),
            number(box.bottom - share_of(value, ticks) * (box.bottom - box.top)),
            "pt pt-mod",
            "3",
        )
        for day, value in zip(days, values, strict=True)
    ]


def _axes(
    box: Box, days: Sequence[float], ticks: Sequence[float]
) -> tuple[list[Line], list[Label]]:
    lines, labels = [], []
    for tick in ticks:
        y = box.bottom - share_of(tick, ticks) * (box.bottom - box.top)
        css = "grid" if tick else "axis"
        lines.append(Line(box.x, number(y), percent(box.right), number(y), css))
        text = rounding.show(tick)
        labels.append(Label(box.x, number(y + 4.5), text, "t-ax", "end", "-8"))
    return lines, labels + _weeks(box, days[-1])


def _weeks(box: Box, horizon: float) -> list[Label]:
    """The marks under the axis, in weeks or days; the last says what they are."""
    unit, name = (1, _("day %(count)s")) if horizon <= SHORT else (DAYS_A_WEEK, _("week %(count)s"))
    count = round(horizon / unit)
    steps = range(max(1, round(count / box.marks)), count + 1)
    step = next((step for step in steps if count % step == 0), 1)
    labels = []
    for at in range(0, count + 1, step):
        x = box.left + (box.right - box.left) * at * unit / horizon
        text = name % {"count": at} if at + step > count else str(at)
        labels.append(Label(percent(x), number(box.bottom + 20), text, "t-ax", "middle"))
    return labels


def share_of(value: float, ticks: Sequence[float]) -> float:
    """Where a value stands between the first mark and the last: 0 to 1."""
    return (value - ticks[0]) / (ticks[-1] - ticks[0])


def points_of(days: Sequence[float], values: Sequence[float], ticks: Sequence[float]) -> str:
    """The points of a curve in the inner drawing, 100 by 100."""
    width = max(days)
    return " ".join(
        f"{number(100 * day / width)},{number(100 - 100 * share_of(value, ticks))}"
        for day, value in zip(days, values, strict=True)
    )


def _ends(box: Box, courses: Sequence[Course], ticks: Sequence[float]) -> list[Label]:
    """Each line's name and last value at its end, pushed apart where they would overlap."""
    wanted = {
        course.name: box.bottom - share_of(course.values[-1], ticks) * (box.bottom - box.top)
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
            course.end or f"{rounding.show(course.values[-1])} {course.name}",
            f"{course.text} halo",
            dx="9",
        )
        for course in courses
    ]
