"""How the quantities of an effect are called and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx import rounding
from pgx.assessments.effect import NumberMove

# Digits with which two numbers are tried until they look different.
DIGITS = (3, 4, 6, 9, 12, 17)
PER_CENT = 100


@dataclass(frozen=True)
class Quantity:
    """A name, and what stands around the number."""

    name: str | Promise
    prefix: str = ""
    unit: str | Promise = ""
    times: int = 1

    def write(self, value: float | None, digits: int) -> str:
        """A number with its unit."""
        text = rounding.show(None if value is None else value * self.times, digits)
        return text if value is None else f"{self.prefix}{text}{self.unit}"


QUANTITIES: Mapping[str, Quantity] = {
    "exposure_ratio": Quantity(_("Level against the reference"), "×"),
    "metabolite_ratio": Quantity(_("Metabolite against the reference"), "×"),
    "level_ng_per_ml": Quantity(_("Mean level"), unit=" ng/mL"),
    "days_to_steady_state": Quantity(_("Time to steady state"), unit=_(" days")),
    "sert_occupancy": Quantity(_("SERT occupied"), unit=" %", times=PER_CENT),
    "relative_response": Quantity(_("Plasticity against the reference"), "×"),
    "points_over_placebo_week_8": Quantity(_("Effect over placebo, week 8"), unit=_(" points")),
    "week_of_half_effect": Quantity(_("Half of the effect after"), unit=_(" weeks")),
    "side_effect_index": Quantity(_("Side-effect index"), unit=_(" of 100")),
}
WORDS: Mapping[str, str | Promise] = {
    "category": _("Guideline category"),
    "statement": _("Row under a statement"),
    "wording": _("Wording of a statement"),
    "sentences": _("Flags and caveats"),
}


@dataclass(frozen=True)
class Written:
    """A number that moves, as a page says it."""

    name: str | Promise
    before: str
    after: str
    difference: str
    ratio: str


def written(move: NumberMove) -> Written:
    """Old and new with as many digits as it takes to see that they differ."""
    quantity = QUANTITIES[move.quantity]
    sides = [partial(quantity.write, value) for value in (move.before, move.after)]
    difference = move.difference
    change = None if difference is None else difference * quantity.times
    return Written(
        quantity.name,
        *apart(*sides),
        rounding.show(change, signed=True) if change else "",
        rounding.ratio(move.ratio) if move.ratio else "",
    )


def apart(before: Callable[[int], str], after: Callable[[int], str]) -> tuple[str, str]:
    """Two numbers, written with so many digits, in the fewest in which they differ; else plain."""
    pairs = [(before(digits), after(digits)) for digits in DIGITS]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
