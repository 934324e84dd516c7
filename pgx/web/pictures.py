"""The charts of Explore, made from a result."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.answer import ContributionAnswer, ResultAnswer, SeriesAnswer, StationAnswer
from pgx.rounding import NOT_MODELLED, show
from pgx.web import charts
from pgx.web.charts.drawing import Text

BRANCH = ("bdnf", "resilience")  # what moves them stops there, unless the switch is on
UNITS = {"HAM-D17 points": gettext_lazy("points"), "ln": "", "fold": ""}
FIRST_DAYS = 14  # the magnified part of single doses
SINGLE_DOSES = "single_doses"


def are_single_doses(result: ResultAnswer) -> bool:
    """Whether the drug is given as single doses, so that its first days matter."""
    return any(flag.code == SINGLE_DOSES for flag in result.flags)


# --- The path ---


def with_unit(value: float | None, unit: str) -> str:
    """A value as it stands in a picture: rounded, with its unit in short."""
    if value is None:
        return ""
    if unit == "fraction":
        return f"{show(100 * value)} %"
    return f"{show(value)} {UNITS.get(unit, unit)}".rstrip()


def between(low: float | None, high: float | None, unit: str) -> str:
    """Two ends as text; empty where there are none."""
    if low is None or high is None:
        return ""
    ends = {"low": with_unit(low, unit).split(" ")[0], "high": with_unit(high, unit)}
    return _("%(low)s to %(high)s") % ends


def path_chart(result: ResultAnswer, switched_on: bool = False) -> charts.PathChart:
    """The path of a result as a picture; with the switch on it has no branch."""
    stations = with_switch(result.path) if switched_on else result.path
    branch = () if switched_on else BRANCH
    return charts.path_chart([_station(each, each.key in branch) for each in stations])


def with_switch(path: Sequence[StationAnswer]) -> list[StationAnswer]:
    """With the switch on, a genotype that was read for the circuit goes on to the response."""
    circuit = next(station for station in path if station.key == "resilience")
    return [
        replace(station, status=circuit.status) if station.key == "response" else station
        for station in path
    ]


def _station(station: StationAnswer, branch: bool) -> charts.Station:
    called = station.status == "called"
    return charts.Station(
        station.label,
        station.ratio if called else None,
        with_unit(station.value, station.unit),
        with_unit(station.reference_value, station.unit),
        "published" if station.layer == "published" else "model",
        NOT_MODELLED if called else station.status,
        _as_ratios(station, station.low, station.high) if called else None,
        _as_ratios(station, station.people_low, station.people_high) if called else None,
        between(station.low, station.high, station.unit) if called else "",
        between(station.people_low, station.people_high, station.unit),
        branch,
    )


def _as_ratios(
    station: StationAnswer, low: float | None, high: float | None
) -> tuple[float, float] | None:
    reference = station.reference_value
    if not reference or low is None or high is None:
        return None
    return low / reference, high / reference


# --- Twelve weeks ---


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


# --- Parts of the effect ---


def contribution_chart(result: ResultAnswer) -> charts.Waterfall | None:
    """The contributions as a waterfall; None where there is no drug effect to explain."""
    low, high = result.relative_response_low, result.relative_response_high
    if result.relative_response is None or not result.contributions:
        return None
    interval = None if low is None or high is None else (low, high)
    parts = [_part(part) for part in result.contributions]
    return charts.waterfall(parts, result.relative_response, interval)


def _part(part: ContributionAnswer) -> charts.Part:
    called = part.status == "called"
    return charts.Part(part.group, "" if called else part.status, part.factor if called else None)


def contribution_sum(result: ResultAnswer) -> str:
    """The waterfall as a sum of logs."""
    logs = [part.ln or 0.0 for part in result.contributions]
    return charts.sum_in_words(logs, result.total_ln or 0.0)


# --- Side effects ---


def side_effect_chart(result: ResultAnswer) -> charts.DotPlot | None:
    """The domains from the highest to the lowest, and the index with its interval."""
    found = result.side_effects
    if not found or result.side_effect_index is None:
        return None
    domains = sorted(found.domains, key=lambda each: -each.value)
    rows = [
        charts.Dot(each.domain.capitalize(), 100 * each.value, 100 * each.reference_value)
        for each in domains
    ]
    interval = (found.low, found.high)
    index = charts.Dot(
        _("Index"), result.side_effect_index, found.reference_index, interval, strong=True
    )
    return charts.dot_plot(_("Side-effect liability, 0 to 100"), [*rows, index])
