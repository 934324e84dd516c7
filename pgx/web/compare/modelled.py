"""What the model computes, side by side: each beside its own reference patient.

The model compares genotypes within a drug. Where the drugs differ, only ratios to each side's own
reference are shown of what comes after occupancy.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.assessments.answer import ContributionAnswer, StationAnswer, TargetAnswer
from pgx.rounding import ratio, show
from pgx.web.compare.sides import Side
from pgx.web.compare.table import NONE, Cell, Group, Row, by_name, on_one_axis
from pgx.web.headings import DOMAINS
from pgx.web.pictures import between, with_unit

BEFORE_THE_EFFECT = ("exposure", "occupancy")  # quantities that drugs can be compared in
LEAST = 0.005  # a share of a target that rounds to a percent


def is_one_drug(sides: Sequence[Side]) -> bool:
    """Whether every side takes the same drug, at whatever dose."""
    return len({side.result.drug for side in sides}) == 1


def path(sides: Sequence[Side]) -> Group:
    """Station by station: the ratio to the side's own reference, value and reference beside it."""
    whole = is_one_drug(sides)
    found = [[(each.label, _station(each, whole)) for each in side.result.path] for side in sides]
    rows = on_one_axis(Row(name, cells) for name, cells in by_name(found))
    caption = _("×1.00 is the side's own reference patient, who takes the same drug and dose.")
    return Group("path", _("The path"), rows, "model", caption)


def _station(station: StationAnswer, whole: bool) -> Cell:
    if station.status != "called":
        return Cell("", status=station.status)
    if not whole and station.key not in BEFORE_THE_EFFECT:
        return Cell(ratio(station.ratio), interval=_ratios(station), ratio=station.ratio)
    value = with_unit(station.value, station.unit)
    ends = between(station.low, station.high, station.unit)
    is_wide = show(station.low) != show(station.high)
    own = f"{value} ({ends})" if ends and is_wide else value
    reference = with_unit(station.reference_value, station.unit)
    text = _("%(own)s; reference %(reference)s") % {"own": own, "reference": reference}
    return Cell(ratio(station.ratio), text, ratio=station.ratio)


def _ratios(station: StationAnswer) -> str:
    """The interval of the ratio."""
    reference = station.reference_value
    if not reference or station.low is None or station.high is None:
        return ""
    ends = {"low": ratio(station.low / reference), "high": ratio(station.high / reference)}
    return _("interval %(low)s to %(high)s") % ends


def occupancy(sides: Sequence[Side]) -> Group:
    """Every target of which any side occupies what rounds to a percent."""
    found = [[(each.target, _target(each)) for each in side.result.targets] for side in sides]
    much = {each.target for side in sides for each in side.result.targets if each.occupied >= LEAST}
    missing = Cell("–", _("no binding listed"))
    rows = (Row(name, cells) for name, cells in by_name(found, missing) if name in much)
    caption = _("The share of each target that is occupied at steady state.")
    return Group("occupancy", _("Occupancy by target"), tuple(rows), "model", caption)


def _target(target: TargetAnswer) -> Cell:
    reference = _("reference %(share)s %%") % {"share": show(100 * target.reference_occupied, 2)}
    return Cell(f"{show(100 * target.occupied, 2)} %", reference)


def side_effects(sides: Sequence[Side]) -> Group:
    """The index, then its domains, each from 0 to 100."""
    rows = [Row(_("Index, 0 to 100"), tuple(_index(side) for side in sides))]
    rows += [Row(name, cells) for name, cells in by_name([_domains(side) for side in sides])]
    caption = _("Not the share of people affected. QT, bleeding and more are not in it.")
    return Group("side-effects", _("Side effects"), tuple(rows), "model", caption)


def _index(side: Side) -> Cell:
    found, own = side.result.side_effects, side.result.side_effect_index
    if not found or own is None:
        return Cell(_("not modelled"), _("which is not 0"))
    low, high = show(found.low, 2), show(found.high, 2)
    ends = _("interval %(low)s to %(high)s") % {"low": low, "high": high} if low != high else ""
    reference = _("reference %(value)s") % {"value": show(found.reference_index, 2)}
    return Cell(show(own, 2), reference, ends)


def _domains(side: Side) -> list[tuple[str, Cell]]:
    domains = side.result.side_effects.domains if side.result.side_effects else []
    return [
        (
            str(DOMAINS.get(each.domain, each.domain)),
            Cell(
                show(100 * each.value, 2),
                _("reference %(value)s") % {"value": show(100 * each.reference_value, 2)},
            ),
        )
        for each in domains
    ]


def contributions(sides: Sequence[Side]) -> Group:
    """Each gene's part of modelled plasticity, and all of them together."""
    found = [[(each.group, _part(each)) for each in side.result.contributions] for side in sides]
    rows = [Row(name, cells) for name, cells in by_name(found)]
    if rows:
        rows.append(Row(_("Together"), tuple(_together(side) for side in sides)))
    caption = _("Factors of modelled plasticity at week 12 against the side's own reference.")
    return Group("why", _("Why: each gene's part"), on_one_axis(rows), "model", caption)


def _part(part: ContributionAnswer) -> Cell:
    if part.status != "called":
        return Cell("", status=part.status)
    return Cell(ratio(part.factor), ratio=part.factor)


def _together(side: Side) -> Cell:
    low, high = side.result.relative_response_low, side.result.relative_response_high
    if side.result.relative_response is None:
        return NONE
    text = _("interval %(low)s to %(high)s") % {"low": ratio(low), "high": ratio(high)}
    own = side.result.relative_response
    return Cell(ratio(own), interval=text, ratio=own)
