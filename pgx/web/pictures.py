"""The charts of Explore, made from a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.answer import Assessment, ContributionAnswer, ResultAnswer, StationAnswer
from pgx.rounding import NOT_MODELLED, show
from pgx.web import charts, entering

START = ("exposure", "occupancy")
# What moves them stops there, unless the switch is on.
BRANCH = ("bdnf", "plasticity", "resilience")
UNITS = {"HAM-D17 points": gettext_lazy("points"), "ln": "", "fold": ""}


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


def path_chart(
    answer: Assessment, result: ResultAnswer, switched_on: bool = False
) -> charts.PathChart:
    """The path of a result with its genes; with the switch on it has no branch.

    Each station leads to its trace, which stands below it on the page.
    """
    stations = with_switch(result.path) if switched_on else result.path
    branch = () if switched_on else BRANCH
    shown = [
        replace(
            _station(each, each.key in branch),
            genes=entering.genes(answer, result, each),
            href=f"#of-{each.key}",
        )
        for each in stations
    ]
    return charts.path_chart(shown)


def start_of_path(result: ResultAnswer) -> charts.PathChart:
    """The same dose, the level, and what it occupies: as far as the start page follows it."""
    dose = f"{show(result.dose_mg_per_day, 6)} {result.dose_unit}"
    same = charts.Station(_("Dose"), 1.0, dose, dose, "published")
    first = [each for each in result.path if each.key in START]
    return charts.path_chart([same, *(_station(each, False) for each in first)])


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
    return charts.dot_plot(_("Side-effect liability, 0 to 100"), [*rows, index], _("Domain"))
