"""Numbers with their units, as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from pgx import rounding

PERCENT = 100
FRACTION, RATIO = "fraction", "ratio"
WORDS = {"-": "", "ln": "", "d": "days"}
RATIOS = {RATIO, "fold"}


@dataclass(frozen=True)
class Quantity:
    """How a unit is shown: a fraction in percent, a ratio with its cross."""

    unit: str

    @property
    def scale(self) -> int:
        """What a number is multiplied with before it is shown."""
        return PERCENT if self.unit == FRACTION else 1

    @property
    def shown_unit(self) -> str:
        """The unit behind a number that is shown; empty where there is none."""
        if self.unit in RATIOS:
            return ""
        return "%" if self.unit == FRACTION else WORDS.get(self.unit, self.unit)

    def show(self, number: float | None) -> str:
        """A number with its unit."""
        if number is None:
            return str(rounding.NOT_MODELLED)
        if self.unit in RATIOS:
            return rounding.ratio(number)
        return f"{rounding.show(number * self.scale)} {self.shown_unit}".rstrip()

    def show_change(self, number: float | None) -> str:
        """A difference with its sign and unit."""
        if number is None:
            return str(rounding.NOT_MODELLED)
        unit = "percentage points" if self.unit == FRACTION else self.shown_unit
        return f"{rounding.show(number * self.scale, signed=True)} {unit}".rstrip()
