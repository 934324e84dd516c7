"""Names -> values of a case's runs and of the knowledge base, as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pgx import rounding
from pgx.cases.ground import Ground
from pgx.cases.names import Name, RowName, parse
from pgx.cases.quantities import FRACTION, Quantity
from pgx.cases.readings import Reading, read
from pgx.cases.running import Runs
from pgx.cases.schema import Asked, Condition

PARTS_OF = {"low": "low", "high": "high", "reference": "reference", "": "own"}


@dataclass(frozen=True)
class Value:
    """A value with its unit, where it comes from, and how sure that is.

    `number` is in the unit of `Condition`s, times `scale` it is the number that is shown.
    """

    name: str
    number: float | None
    text: str
    unit: str = ""
    scale: int = 1
    reference: str = ""
    confidence: str = ""
    row: str = ""
    node: str = ""

    @property
    def shown_number(self) -> float | None:
        """The number as it is shown: a fraction in percent."""
        return None if self.number is None else self.number * self.scale


@dataclass(frozen=True)
class Values:
    """What the names in a case mean, of what was ordered."""

    case: Asked
    ground: Ground
    runs: Runs

    def __getitem__(self, name: str) -> Value:
        """The value of a name. Raises ValueError, LookupError, QuestionRefused."""
        parsed = parse(name)
        if isinstance(parsed, RowName):
            return _cell(name, parsed, self.ground.row(parsed.table, parsed.key))
        if parsed.kind == "person":
            return self._of_person(name, parsed)
        return _value(name, parsed, read(self.runs[parsed.run], parsed))

    def _of_person(self, name: str, parsed: Name) -> Value:
        if parsed.of != "age" or parsed.part:
            raise LookupError("of a person there is only person.age")
        return Value(name, self.case.person.age, str(self.case.person.age))

    def holds(self, condition: Condition) -> bool:
        """Whether a value is what a condition asks. Raises as `[]` does."""
        value = self[condition.value]
        if condition.is_ is not None:
            return value.text.casefold() == condition.is_.casefold()
        number, above, below = value.number, condition.above, condition.below
        if number is None:
            return False
        return (above is None or number > above) and (below is None or number < below)


def values_of(case: Asked, ground: Ground, markers: frozenset[str] | None = None) -> Values:
    """The values of a case, where these markers were tested; None stands for all of them."""
    return Values(case, ground, Runs(case, ground, markers))


def _value(name: str, parsed: Name, reading: Reading) -> Value:
    shared = {"name": name, "confidence": reading.confidence, "node": reading.node}
    if isinstance(reading.own, str):
        if parsed.part:
            raise LookupError(f"{name}: a word has no {parsed.part}")
        return Value(**shared, number=None, text=reading.own)
    if parsed.part in ("ratio", "change"):
        return _compared(parsed.part, reading, shared)
    number = getattr(reading, PARTS_OF[parsed.part])
    if number is None and parsed.part and reading.own is not None:
        raise LookupError(f"{name}: this value has no {parsed.part}")
    shown = Quantity(reading.unit)
    how = {"unit": shown.shown_unit, "scale": shown.scale}
    return Value(**shared, **how, number=number, text=shown.show(number))


def _compared(part: str, reading: Reading, shared: Mapping[str, Any]) -> Value:
    """The person over the reference, or less the reference."""
    own, reference = reading.own, reading.reference
    if own is not None and reference is None:
        raise LookupError(f"{shared['name']}: this value has no reference")
    if own is None or reference is None or isinstance(own, str):
        return Value(**shared, number=None, text=str(rounding.NOT_MODELLED))
    if part == "ratio":
        ratio = own / reference if reference else None
        return Value(**shared, number=ratio, text=rounding.ratio(ratio))
    shown = Quantity(reading.unit)
    unit = "percentage points" if reading.unit == FRACTION else shown.shown_unit
    how = {"unit": unit, "scale": shown.scale}
    change = own - reference
    return Value(**shared, **how, number=change, text=shown.show_change(change))


def _cell(name: str, parsed: RowName, cells: Mapping[str, Any]) -> Value:
    """A cell of a row, with the row's source."""
    if parsed.column not in cells:
        known = ", ".join(cells)
        raise LookupError(f"{parsed.table} has no column {parsed.column}; it has {known}")
    found = cells[parsed.column]
    number = float(found) if isinstance(found, int | float) else None
    unit = str(cells.get("unit", "")) if parsed.column == "value" else ""
    shown = Quantity(unit).show(number) if number is not None else _words(found)
    return Value(
        name, number, shown, unit, Quantity(unit).scale,
        reference=str(cells.get("reference", "")),
        confidence=str(cells.get("confidence", "")),
        row=f"{parsed.table}/{parsed.key}",
    )  # fmt: skip


def _words(found: Any) -> str:
    if isinstance(found, list | tuple):
        return ", ".join(map(str, found))
    return str(rounding.NOT_MODELLED) if found is None else str(found)
