"""The heading of a comparison: what differs and what does not, made from the results."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.assessments.answer import StationAnswer
from pgx.rounding import ratio, show
from pgx.web.compare.modelled import is_one_drug
from pgx.web.compare.sides import Side


def heading(sides: Sequence[Side]) -> list[str]:
    """The level, the category, and within one drug the modelled response."""
    if any(side.result.is_stopped for side in sides):
        return [_stopped(sides), _category(sides)]
    if not is_one_drug(sides):
        return [_level_of_drugs(sides), _category(sides)]
    return [_level(sides), _category(sides), _response(sides)]


def _stopped(sides: Sequence[Side]) -> str:
    letters = [side.letter for side in sides if side.result.is_stopped]
    return _("Nothing is modelled in %(sides)s.") % {"sides": _(" and ").join(letters)}


def _category(sides: Sequence[Side]) -> str:
    categories = {side.result.recommendation.category for side in sides}
    if len(categories) > 1:
        return _("The category differs.")
    return _("The category is the same: %(category)s.") % {"category": categories.pop()}


def _station(side: Side, key: str) -> StationAnswer:
    return next(each for each in side.result.path if each.key == key)


def _unknown(sides: Sequence[Side]) -> str:
    """Whose level is not known, in a sentence; empty where all are."""
    letters = [each.letter for each in sides if _station(each, "exposure").status != "called"]
    if not letters:
        return ""
    return _("The level of %(sides)s is not known.") % {"sides": _(" and ").join(letters)}


def _level(sides: Sequence[Side]) -> str:
    values = [_station(side, "exposure").value for side in sides]
    known = [value for value in values if value]
    if unknown := _unknown(sides):
        return unknown
    if len(known) < len(values):
        return _("The level is not modelled.")
    fold = show(max(known) / min(known), 2)
    if fold == "1":
        return _("The level does not differ.")
    return _("The level differs %(fold)s-fold.") % {"fold": fold}


def _level_of_drugs(sides: Sequence[Side]) -> str:
    if unknown := _unknown(sides):
        return unknown
    said = [
        _("%(ratio)s in %(side)s")
        % {"ratio": ratio(_station(side, "exposure").ratio), "side": side.letter}
        for side in sides
    ]
    return _("Against its own reference the level is %(levels)s.") % {"levels": ", ".join(said)}


def _response(sides: Sequence[Side]) -> str:
    """Within one drug: how far the modelled responses lie apart, as a reader sees them."""
    points = [side.result.points_over_placebo_week_8 for side in sides]
    known = [value for value in points if value is not None]
    if len(known) < len(points):
        return _("No modelled response is drawn for this drug.")
    if len({show(value, 2) for value in known}) == 1:
        return _("The modelled response does not differ.")
    apart = show(max(known) - min(known), 2)
    return _("The modelled response differs by %(points)s points at week 8.") % {"points": apart}


def what_is_compared(sides: Sequence[Side]) -> str:
    """That sides are not ranked; across drugs, what the model does not compare."""
    if is_one_drug(sides):
        return _("The sides stand in the order in which they were given: none is better.")
    return _(
        "Different drugs stand side by side, in the order given. The model compares genotypes "
        "within a drug, not drugs with one another: each side has its own reference patient, and "
        "a higher ratio is no better drug."
    )
