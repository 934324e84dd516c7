"""Charts drawn on the server as SVG: they need no script, print, and scale without scaling text.

One axis is in percent of the drawing and one in pixels, so that text keeps its size at every
width. Curves stand in an inner SVG that stretches. Every number that goes into the SVG is text
with a dot, whatever the language of the page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pgx import rounding

Layer = Literal["published", "model"]
Text = str | Promise
NOT_MODELLED = rounding.NOT_MODELLED
MANY = 5  # stations: more than these need the upright form earlier


def number(value: float) -> str:
    """A coordinate: at most two decimals and a dot."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def percent(value: float) -> str:
    """A coordinate in percent of the drawing."""
    return number(value) + "%"


# --- What both charts are made of ---


@dataclass(frozen=True)
class Line:
    """A straight line. Its class says what it is."""

    x1: str
    y1: str
    x2: str
    y2: str
    css: str


@dataclass(frozen=True)
class Label:
    """A text at a point, moved by `dx` pixels."""

    x: str
    y: str
    text: Text
    css: str = ""
    anchor: str = "start"
    dx: str = "0"


@dataclass(frozen=True)
class Strip:
    """The margin rule of a layer along the path: solid or hatched."""

    x: str
    y: str
    width: str
    height: str
    layer: Layer


@dataclass(frozen=True)
class Mark:
    """A station's point: filled for published, open for modelled, dashed where there is none."""

    x: str
    y: str
    css: str
    radius: str
    square: bool = False


@dataclass(frozen=True)
class Drawing:
    """One picture of a chart, for a wide or a narrow place."""

    height: str
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    strips: tuple[Strip, ...] = ()
    marks: tuple[Mark, ...] = ()
    curves: "tuple[Curve, ...]" = ()
    plot: "Box | None" = None


# --- The path ---


@dataclass(frozen=True)
class Station:
    """One link of the chain: this person's effect against the reference's.

    `ratio` is None where the model says nothing; then there is a gap, never ×1.00.
    """

    label: Text
    ratio: float | None
    value_text: Text
    reference_text: Text
    layer: Layer
    missing: Text = NOT_MODELLED

    @property
    def known(self) -> bool:
        """Is there a ratio that a log axis can show?"""
        return self.ratio is not None and math.isfinite(self.ratio) and self.ratio > 0

    @property
    def height(self) -> float:
        """The ratio in doublings."""
        return math.log2(self.ratio) if self.known and self.ratio else 0.0

    @property
    def ratio_text(self) -> str:
        """The ratio in words of the page: ×1.08, or why there is none."""
        return rounding.ratio(self.ratio) if self.known else str(self.missing)

    @property
    def published(self) -> bool:
        """Is its value read from published text or data?"""
        return self.layer == "published"


@dataclass(frozen=True)
class PathChart:
    """The path, ready for `{% path chart %}`."""

    stations: tuple[Station, ...]
    sentence: str
    wide: Drawing
    upright: Drawing

    @property
    def many(self) -> bool:
        """Does it need the upright form earlier?"""
        return len(self.stations) > MANY


@dataclass(frozen=True)
class Scale:
    """A log axis in doublings, from `low` to `high`, with a mark every `step`."""

    low: int
    high: int

    @property
    def step(self) -> int:
        """Doublings between two marks: at most six marks on the axis."""
        return max(1, math.ceil((self.high - self.low) / 5))

    @property
    def ticks(self) -> list[int]:
        """Where the axis is marked; 1 is always among them."""
        down = range(0, self.low - 1, -self.step)
        up = range(self.step, self.high + 1, self.step)
        return sorted([*down, *up])

    def share(self, height: float) -> float:
        """Where on the axis, from 0 to 1."""
        return (height - self.low) / (self.high - self.low)


def path_chart(stations: Sequence[Station]) -> PathChart:
    """Draw the path from gene to response: ratio to the reference on a log axis, 1 marked."""
    heights = [station.height for station in stations]
    # There is always some room on both sides of 1, so that a small change looks small.
    scale = Scale(min(-1, math.floor(min(heights))), max(2, math.ceil(max(heights))))
    return PathChart(
        tuple(stations),
        _path_sentence(stations),
        _wide(stations, scale),
        _upright(stations, scale),
    )


def _path_sentence(stations: Sequence[Station]) -> str:
    """What the picture shows, for who cannot see it."""
    parts = [
        _("%(label)s %(ratio)s, %(value)s, reference %(reference)s, %(layer)s")
        % {
            "label": station.label,
            "ratio": station.ratio_text,
            "value": station.value_text,
            "reference": station.reference_text,
            "layer": _("published") if station.published else _("modelled"),
        }
        if station.known
        else f"{station.label} {station.missing}"
        for station in stations
    ]
    start = _("This person’s effect at each station, divided by the reference patient’s: ")
    return start + "; ".join(parts) + "."


def _segments(stations: Sequence[Station]) -> list[tuple[int, int, str]]:
    """Which stations are joined, and how: solid, dashed, or a dotted thread over a gap."""
    known = [index for index, station in enumerate(stations) if station.known]
    joined = []
    for left, right in pairwise(known):
        if right - left > 1:
            css = "thread"
        elif stations[left].published and stations[right].published:
            css = "p-line p-pub"
        else:
            css = "p-line p-mod"
        joined.append((left, right, css))
    return joined


def _largest(stations: Sequence[Station]) -> int:
    """The station that is set in large type: the one that moves most."""
    return max(range(len(stations)), key=lambda index: abs(stations[index].height))


def _mark(station: Station, x: str, y: str, start: bool) -> Mark:
    """The point of a station. Where the path starts at the reference, it is a square."""
    if not station.known:
        return Mark(x, y, "pt-none", "6")
    if station.published:
        return Mark(x, y, "pt pt-pub", "5.5" if start else "6.5", square=start)
    return Mark(x, y, "pt pt-mod", "5.5")


def _border(stations: Sequence[Station]) -> int:
    """How many stations at the start are published."""
    for index, station in enumerate(stations):
        if not station.published:
            return index
    return len(stations)


def _silent(stations: Sequence[Station], index: int) -> bool:
    """The start of the path needs no ratio: it is where both begin."""
    return index == 0 and stations[0].known and stations[0].height == 0


# The wide form: stations in percent from left to right, ratio in pixels from top to bottom.
WIDE_TOP, WIDE_BOTTOM, WIDE_LEFT = 34.0, 210.0, 4.5
WIDE_STRIP = 246.0
STEEP = 30.0  # pixels between two neighbors from which a line would run through a label
BIG_FROM = 0.5  # doublings from which the largest change is set in large type


def _wide(stations: Sequence[Station], scale: Scale) -> Drawing:
    """Stations side by side, with their values beneath."""
    width = (100 - WIDE_LEFT) / len(stations)
    xs = [WIDE_LEFT + width * (index + 0.5) for index in range(len(stations))]
    ys = [_wide_y(scale, station.height) for station in stations]
    falls = any(station.height < 0 for station in stations[1:2])
    lines, labels = _wide_axis(scale, falls)
    border = WIDE_LEFT + width * _border(stations)
    strips = _wide_strips(border)
    if len(strips) == 2:
        lines.append(Line(percent(border), "8", percent(border), number(WIDE_STRIP), "cross"))
        y = number(WIDE_STRIP - 10)
        labels.append(Label(percent(border), y, _("published"), "t-ax", "end", "-8"))
        labels.append(Label(percent(border), y, _("modelled from here on"), "t-ax", dx="8"))
    for left, right, css in _segments(stations):
        ends = percent(xs[left]), number(ys[left]), percent(xs[right]), number(ys[right])
        lines.append(Line(*ends, css))
    marks = [
        _mark(station, percent(xs[index]), number(ys[index]), _silent(stations, index))
        for index, station in enumerate(stations)
    ]
    labels += _wide_ratios(stations, xs, ys)
    labels += _wide_names(stations, [percent(x) for x in xs])
    return Drawing("336", tuple(lines), tuple(labels), strips, tuple(marks))


def _wide_y(scale: Scale, height: float) -> float:
    return WIDE_BOTTOM - scale.share(height) * (WIDE_BOTTOM - WIDE_TOP)


def _wide_axis(scale: Scale, falls: bool) -> tuple[list[Line], list[Label]]:
    """Grid, the broad reference line at 1, and the marks of the axis.

    `falls`: the path goes down from its start, so the name of the line stands above it.
    """
    lines, labels = [], []
    for tick in scale.ticks:
        y = number(_wide_y(scale, tick))
        css = "grid" if tick else "ref-core"
        lines.append(Line(percent(WIDE_LEFT), y, "100%", y, css))
        text = "×" + rounding.show(2.0**tick)
        labels.append(Label("0", number(_wide_y(scale, tick) + 4.5), text, "t-ax"))
    lines.sort(key=lambda line: line.css == "ref-core")
    y = number(_wide_y(scale, 0) + (-11 if falls else 21))
    labels.append(Label(percent(WIDE_LEFT), y, _("reference patient"), "t-ref halo", dx="4"))
    return lines, labels


def _wide_strips(border: float) -> tuple[Strip, ...]:
    """The rule under the chart: solid to the border, hatched after it."""
    y, height = number(WIDE_STRIP), "6"
    spans: list[tuple[float, float, Layer]] = [
        (WIDE_LEFT, border, "published"),
        (border, 100.0, "model"),
    ]
    return tuple(
        Strip(percent(start), y, percent(end - start), height, layer)
        for start, end, layer in spans
        if end > start
    )


def _wide_ratios(
    stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]
) -> list[Label]:
    """The ratio at each point, on the side away from the reference line."""
    labels, largest = [], _largest(stations)
    for index, station in enumerate(stations):
        if _silent(stations, index):
            continue
        x, y = percent(xs[index]), ys[index]
        if not station.known:
            labels.append(Label(x, number(y - 14), station.missing, "t-ax halo", "middle"))
            continue
        big = index == largest and abs(station.height) > BIG_FROM
        css = "t-person t-big halo" if big else "t-person halo"
        below = station.height < 0
        if big and index and len(stations) > MANY:  # its lines fall away steeply on both sides
            labels.append(Label(x, number(y + 7), station.ratio_text, css, dx="16"))
            continue
        # Where a line falls steeply onto the point, the text stands clear of it.
        steep = index > 0 and (ys[index - 1] - y) * (1 if below else -1) > STEEP
        anchor, dx = ("start", "1") if steep and not big else ("middle", "0")
        away = 30 if below and big else 23 if below else -14
        labels.append(Label(x, number(y + away), station.ratio_text, css, anchor, dx))
    return labels


def _wide_names(stations: Sequence[Station], xs: Sequence[str]) -> list[Label]:
    """Under the rule: the station, this person's value, the reference's."""
    labels = []
    for x, station in zip(xs, stations, strict=True):
        labels.append(Label(x, "275", station.label, "t-strong", "middle"))
        if station.known:
            labels.append(Label(x, "297", station.value_text, "t-person", "middle"))
            labels.append(Label(x, "317", station.reference_text, "t-ref", "middle"))
        else:
            labels.append(Label(x, "297", station.missing, "t-ax", "middle"))
    return labels


# The upright form: stations in pixels from top to bottom, ratio in percent from left to right.
ROW, UPRIGHT_LEFT, UPRIGHT_RIGHT = 66.0, 50.0, 78.0


def _upright(stations: Sequence[Station], scale: Scale) -> Drawing:
    """Stations under one another, for a phone: values on the left, the path on the right."""
    height = ROW * len(stations)
    one = percent(_upright_x(scale, 0))
    lines = [
        Line("0", number(ROW * row), "100%", number(ROW * row), "grid")
        for row in range(len(stations) + 1)
    ]
    lines.append(Line(one, "0", one, number(height), "ref-core"))
    ys = [ROW * (row + 0.5) for row in range(len(stations))]
    xs = [_upright_x(scale, station.height) for station in stations]
    for left, right, css in _segments(stations):
        ends = percent(xs[left]), number(ys[left]), percent(xs[right]), number(ys[right])
        lines.append(Line(*ends, css))
    marks = [
        _mark(station, percent(xs[index]), number(ys[index]), _silent(stations, index))
        for index, station in enumerate(stations)
    ]
    labels = _upright_names(stations) + _upright_ratios(stations, xs, ys)
    strips = _upright_strips(ROW * _border(stations), height)
    return Drawing(number(height), tuple(lines), tuple(labels), strips, tuple(marks))


def _upright_x(scale: Scale, height: float) -> float:
    return UPRIGHT_LEFT + scale.share(height) * (UPRIGHT_RIGHT - UPRIGHT_LEFT)


def _upright_strips(border: float, height: float) -> tuple[Strip, ...]:
    """The rule on the right: solid down to the border, hatched below it."""
    spans: list[tuple[float, float, Layer]] = [
        (0.0, border, "published"),
        (border, height, "model"),
    ]
    return tuple(
        Strip("98.7%", number(start), "1.3%", number(end - start), layer)
        for start, end, layer in spans
        if end > start
    )


def _upright_names(stations: Sequence[Station]) -> list[Label]:
    labels = []
    for row, station in enumerate(stations):
        y = ROW * row
        labels.append(Label("0", number(y + 22), station.label, "t-strong"))
        if station.known:
            labels.append(Label("0", number(y + 40), station.value_text, "t-person"))
            labels.append(Label("0", number(y + 57), station.reference_text, "t-ref"))
        else:
            labels.append(Label("0", number(y + 40), station.missing, "t-ax"))
    return labels


def _upright_ratios(
    stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]
) -> list[Label]:
    """The ratio on the right of each point: both its lines come from the left."""
    labels, largest = [], _largest(stations)
    for index, station in enumerate(stations):
        if _silent(stations, index) or not station.known:
            continue
        big = index == largest and abs(station.height) > BIG_FROM
        css = "t-person t-big halo" if big else "t-person halo"
        y = number(ys[index] + (7 if big else 5))
        labels.append(Label(percent(xs[index]), y, station.ratio_text, css, dx="14"))
    return labels


# --- Twelve weeks ---


@dataclass(frozen=True)
class Box:
    """Where the curves are: percent across, pixels down."""

    left: float
    right: float
    top: float
    bottom: float
    marks: int  # how many steps of weeks there is room for

    @property
    def x(self) -> str:
        """Left edge."""
        return percent(self.left)

    @property
    def y(self) -> str:
        """Upper edge."""
        return number(self.top)

    @property
    def width(self) -> str:
        """From left to right."""
        return percent(self.right - self.left)

    @property
    def height(self) -> str:
        """From top to bottom."""
        return number(self.bottom - self.top)


@dataclass(frozen=True)
class Curve:
    """A line through the inner drawing, which is 100 wide and 100 high."""

    points: str
    css: str


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
