"""Twelve weeks of a result: the symptoms, and what changes behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.answer import ResultAnswer, SeriesAnswer
from pgx.web import charts
from pgx.web.charts.drawing import Text
from pgx.web.findings import are_single_doses

FIRST_DAYS = 14  # the magnified part of single doses


def symptom_chart(result: ResultAnswer) -> charts.CourseChart:
    """Twelve weeks of modelled improvement: placebo apart, drug on top of it."""
    course, points = result.course, result.course["points_over_placebo"]

    def on_placebo(values: Sequence[float | None]) -> list[float]:
        return [a + (b or 0.0) for a, b in zip(course.placebo_points, values, strict=True)]

    return charts.course_chart(
        course.days,
        on_placebo(points.person),
        on_placebo(points.reference),
        course.placebo_points,
        band=(on_placebo(points.low), on_placebo(points.high)),
        quantity=_("Modelled improvement, HAM-D17 points"),
        dots=are_single_doses(result),
    )


def drug_part_chart(result: ResultAnswer) -> charts.CourseChart:
    """The drug's part of it, magnified: the first two weeks where single doses are given."""
    early = are_single_doses(result)
    days = [day for day in result.course.days if not early or day <= FIRST_DAYS]
    points = result.course["points_over_placebo"]
    person, reference, low, high = (
        [value or 0.0 for value in values[: len(days)]]
        for values in (points.person, points.reference, points.low, points.high)
    )
    name = _("Points over placebo, first days") if early else _("Points over placebo")
    return charts.course_chart(days, person, reference, band=(low, high), quantity=name, dots=early)


def percent_change(values: Sequence[float | None]) -> list[float]:
    """Natural logs of fold changes as changes in percent."""
    return [100 * math.expm1(value or 0.0) for value in values]


def _as_it_is(values: Sequence[float | None]) -> list[float]:
    return [value or 0.0 for value in values]


def _as_share(values: Sequence[float | None]) -> list[float]:
    return [100 * (value or 0.0) for value in values]


PLASTICITY = {
    "bdnf": gettext_lazy("BDNF that acts"),
    "resilience": gettext_lazy("Circuit index"),
    "hippocampal_spines": gettext_lazy("Hippocampus: spines"),
    "hippocampal_synapses": gettext_lazy("Hippocampus: synapses"),
    "hippocampal_dendrites": gettext_lazy("Hippocampus: dendrites"),
    "hippocampal_neurogenesis": gettext_lazy("Hippocampus: new neurons"),
    "prefrontal_spines": gettext_lazy("Prefrontal: spines"),
    "prefrontal_synapses": gettext_lazy("Prefrontal: synapses"),
    "prefrontal_dendrites": gettext_lazy("Prefrontal: dendrites"),
}


def _quantity(series: SeriesAnswer, title: Text, change: bool) -> charts.Quantity:
    """A series as change in percent, or as it is: a share in percent, a fold change."""
    share = series.unit == "fraction"
    read = percent_change if change else _as_share if share else _as_it_is
    edges = [read(_at_rest(series, edge)) for edge in (series.low, series.high) if edge]
    unit = "%" if change or share else ""
    return charts.Quantity(
        title, read(series.person), read(series.reference), edges, unit, signed=change
    )


def _at_rest(series: SeriesAnswer, edge: Sequence[float | None]) -> list[float | None]:
    """An end of the interval; where nothing has moved yet, there is nothing to be unsure of."""
    pairs = zip(series.person, series.reference, edge, strict=True)
    return [end if person or reference else 0.0 for person, reference, end in pairs]


def plasticity_charts(result: ResultAnswer) -> charts.Multiples:
    """What the drug builds, in percent of the untreated state, on one axis."""
    chosen = [_quantity(result.course[key], name, True) for key, name in PLASTICITY.items()]
    return charts.multiples(result.course.days, chosen, are_single_doses(result))


def serotonin_charts(result: ResultAnswer) -> list[charts.Multiples]:
    """Tone and autoreceptors as they are, each on its own axis of values."""
    named = {
        "serotonin_tone": _("Serotonin tone, times the untreated"),
        "autoreceptors": _("Autoreceptors left"),
    }
    early = are_single_doses(result)
    return [
        charts.multiples(result.course.days, [_quantity(result.course[key], name, False)], early)
        for key, name in named.items()
    ]
