"""Courses of several sides in one picture: each its own dashes, its letter at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.course_plot import DAYS_A_WEEK, Course, plot, points_of, ticks_of
from pgx.web.charts.drawing import Box, Curve, Drawing, Text

WIDE = Box(7.0, 76.0, 14.0, 270.0, marks=6)
NARROW = Box(12.0, 66.0, 14.0, 250.0, marks=3)
Values = Sequence[float]


@dataclass(frozen=True)
class Strand:
    """One side: its letter, its place among the dashes, its regimen, course, reference, band."""

    letter: str
    place: int
    name: str
    person: Values
    reference: Values
    band: tuple[Values, Values]


@dataclass(frozen=True)
class SidesChart:
    """The picture, ready for its template, and its numbers by week."""

    quantity: Text
    sentence: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    wide: Drawing
    narrow: Drawing


def sides_chart(
    days: Values, strands: Sequence[Strand], quantity: Text, dots: bool = False
) -> SidesChart:
    """Draw the sides over their references: a reference that sides share is drawn once."""
    courses = [*_references(strands), *map(_course, strands)]
    edges = [edge for each in strands for edge in each.band]
    ticks = ticks_of([value for course in courses for value in course.values], edges)

    def drawn(box: Box) -> Drawing:
        return _with_bands(plot(box, days, courses, ticks, dots=dots), days, strands, ticks)

    told = [
        _("%(name)s ends at %(end)s")
        % {"name": course.name, "end": rounding.show(course.values[-1], 2)}
        for course in reversed(courses)
    ]
    names = tuple(f"{each.letter}, {each.name}" for each in strands)
    sentence = f"{quantity}: " + "; ".join(told) + "."
    return SidesChart(quantity, sentence, names, _rows(days, strands), drawn(WIDE), drawn(NARROW))


def _references(strands: Sequence[Strand]) -> list[Course]:
    """Each reference course once, named by its sides where there are several."""
    by_course: dict[tuple[float, ...], list[str]] = {}
    for each in strands:
        by_course.setdefault(tuple(each.reference), []).append(each.letter)
    several = len(by_course) > 1
    return [
        Course(_name(letters, several), values, "ref-core", "t-ref", _end(letters, values, several))
        for values, letters in by_course.items()
    ]


def _name(letters: list[str], several: bool) -> str:
    who = ", ".join(letters)
    return _("reference of %(who)s") % {"who": who} if several else _("reference")


def _end(letters: list[str], values: Values, several: bool) -> str:
    word = _("ref. %(who)s") % {"who": ", ".join(letters)} if several else _("reference")
    return f"{rounding.show(values[-1], 2)} {word}"


def _course(strand: Strand) -> Course:
    end = f"{strand.letter} {rounding.show(strand.person[-1], 2)}"
    css = f"p-line p-side p-side-{strand.place}"
    return Course(strand.letter, tuple(strand.person), css, "t-person", end)


def _with_bands(
    drawing: Drawing, days: Values, strands: Sequence[Strand], ticks: Sequence[float]
) -> Drawing:
    """The bands lie over the references and under the sides."""
    backwards = list(days)[::-1]
    bands = [
        Curve(
            f"{points_of(days, low, ticks)} {points_of(backwards, list(high)[::-1], ticks)}",
            "band",
        )
        for low, high in (strand.band for strand in strands)
    ]
    split = len(drawing.curves) - len(strands)
    curves = (*drawing.curves[:split], *bands, *drawing.curves[split:])
    return replace(drawing, curves=curves)


def _rows(days: Values, strands: Sequence[Strand]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every second week: each side with the interval of its mean."""
    wanted = [at for at, day in enumerate(days) if not day % (2 * DAYS_A_WEEK)]
    return tuple(
        (rounding.show(days[at] / DAYS_A_WEEK), tuple(_value(each, at) for each in strands))
        for at in wanted
    )


def _value(strand: Strand, at: int) -> str:
    own, low, high = (rounding.show(each[at], 2) for each in (strand.person, *strand.band))
    return _("%(own)s (%(low)s to %(high)s)") % {"own": own, "low": low, "high": high}
