"""The symptom courses of the sides: one picture a drug, so that no two drugs share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.answer import SeriesAnswer
from pgx.web.charts.sides import SidesChart, Strand, sides_chart
from pgx.web.compare.address import LETTERS
from pgx.web.compare.sides import Side
from pgx.web.findings import are_single_doses

POINTS = "points_over_placebo"


@dataclass(frozen=True)
class Picture:
    """The courses of the sides that take one drug, and the sides of which none is drawn."""

    title: str
    chart: SidesChart


def pictures(sides: Sequence[Side], one_drug: bool) -> list[Picture]:
    """In points over placebo within one drug; else in percent of each side's own reference."""
    by_drug: dict[str, list[Side]] = {}
    for side in filter(_has_course, sides):
        by_drug.setdefault(side.result.drug, []).append(side)
    return [_picture(found, one_drug) for found in by_drug.values()]


def not_drawn(sides: Sequence[Side]) -> list[Side]:
    """Sides without a symptom course."""
    return [side for side in sides if not _has_course(side)]


def _has_course(side: Side) -> bool:
    return bool(side.result.course) and side.result.is_represented


def _picture(sides: list[Side], one_drug: bool) -> Picture:
    first = sides[0].result
    quantity = (
        _("Points over placebo")
        if one_drug
        else _("Percent of the most that its reference reaches")
    )
    strands = [_strand(side, one_drug) for side in sides]
    chart = sides_chart(first.course.days, strands, quantity, are_single_doses(first))
    return Picture(first.name, chart)


def _strand(side: Side, one_drug: bool) -> Strand:
    series = side.result.course[POINTS]
    whole = 1.0 if one_drug else max(value or 0.0 for value in series.reference) / 100
    person, reference, low, high = _scaled(series, whole)
    return Strand(
        side.letter, LETTERS.index(side.key), side.regimen, person, reference, (low, high)
    )


def _scaled(series: SeriesAnswer, whole: float) -> list[list[float]]:
    lists = (series.person, series.reference, series.low, series.high)
    return [[(value or 0.0) / whole for value in values] for values in lists]
