"""What the drug occupies, where its level lies, and which target drives which side effect."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer, TargetAnswer
from pgx.rounding import show
from pgx.science.knowledge import Knowledge, SideWeight
from pgx.science.side_effects import DOMAINS, OCCUPIED
from pgx.web import charts
from pgx.web.charts.level_range import LevelRange

LEAST, HALF = 0.01, 0.5
PLACES = ("level_below", "level_inside", "level_above")


def shown(result: ResultAnswer) -> list[TargetAnswer]:
    """Targets of which a hundredth or more is occupied, from the most to the least."""
    found = [t for t in result.targets if max(t.occupied, t.reference_occupied) >= LEAST]
    return sorted(found, key=lambda each: -each.reference_occupied)


def hardly(result: ResultAnswer) -> list[str]:
    """Targets that are bound and hardly occupied."""
    among = {each.target for each in shown(result)}
    return [each.target for each in result.targets if each.target not in among]


def target_chart(result: ResultAnswer) -> charts.DotPlot | None:
    """Occupancy by target, in percent; None where nothing is occupied."""
    rows = [
        charts.Dot(t.target, 100 * t.occupied, 100 * t.reference_occupied) for t in shown(result)
    ]
    return charts.dot_plot(_("Occupied, in percent"), rows, _("Target")) if rows else None


def finding(result: ResultAnswer) -> str:
    """Which targets are occupied by half or more."""
    names = [each.target for each in shown(result) if each.occupied >= HALF]
    if not names:
        return _("No target is occupied by half.")
    if len(names) == 1:
        return _("Only %(target)s is occupied by half or more.") % {"target": names[0]}
    return _("%(targets)s are occupied by half or more.") % {"targets": ", ".join(names)}


def range_flag(result: ResultAnswer) -> str:
    """What is said of the level and its range; empty where none is known."""
    return next((flag.message for flag in result.flags if flag.code in PLACES), "")


def level_range(knowledge: Knowledge, result: ResultAnswer) -> LevelRange | None:
    """The level that counts for the range, beside it; None where the drug has no range."""
    drug = knowledge.drugs[result.drug]
    if "therapeutic_range_low" not in drug.values or not range_flag(result):
        return None
    level = "Ct_sum" if "+" in drug.range_analyte else "Ct_p"
    node = next(each for each in result.trace if each["id"] == level)
    low, high = (drug.values[f"therapeutic_range_{end}"] for end in ("low", "high"))
    person, reference = (float(node[name]) for name in ("value", "reference_value"))  # type: ignore[literal-required]
    return LevelRange(person, reference, low.value, high.value, node["unit"])


# --- Why a side effect ---


@dataclass(frozen=True)
class Driver:
    """A domain of side effects: the targets that drive it, and what a genotype does to its odds."""

    domain: str
    targets: tuple[str, ...]
    odds: float | None


def drivers(knowledge: Knowledge, result: ResultAnswer) -> list[Driver]:
    """By domain, which occupied targets carry it; empty where nothing is modelled."""
    nodes = {each["id"]: each["value"] for each in result.trace}
    occupied, shift = nodes.get("occupied"), nodes.get("shift")
    if not isinstance(occupied, list) or not isinstance(shift, list):
        return []
    fractions = dict(zip(OCCUPIED, occupied, strict=True))
    odds = dict(zip(DOMAINS, shift, strict=True))
    return [
        Driver(
            capfirst(domain),
            tuple(
                _carried(each, fractions[each.target] or 0.0)
                for each in knowledge.side_weights
                if each.domain == domain
            ),
            math.exp(odds[domain] or 0.0) if odds[domain] else None,
        )
        for domain in DOMAINS
    ]


def _carried(weight: SideWeight, fraction: float) -> str:
    """A target, how much of it is occupied, and its weight."""
    text = _("%(target)s: %(occupied)s\u00a0%% occupied × weight %(weight)s")
    values = {"occupied": show(100 * fraction, 2), "weight": show(weight.weight.value)}
    return text % {"target": weight.target, **values}
