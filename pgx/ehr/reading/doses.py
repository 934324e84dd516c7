"""The dosage of an order -> mg a day, where it says so plainly; nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from pgx.ehr.fhir.codes import UCUM
from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.elements import Dosage, Quantity, Timing
from pgx.ehr.reading.products import strength_of

MG, MG_A_DAY = ("mg",), ("mg/d", "mg/day", "mg/24h")
PILLS = {
    *("pill", "tablet", "tab", "tbl", "capsule", "cap", "caplet"),
    *("ortab", "ectab", "ertab", "orcap", "eccap", "ercap"),
}
HOURS = {"h": 1.0, "d": 24.0, "wk": 168.0}  # of the UCUM units of a period
# HL7's GTSAbbreviation: times a day.
ABBREVIATIONS = {"qd": 1, "am": 1, "pm": 1, "bid": 2, "tid": 3, "qid": 4}
MOST_TIMES = 24  # a day
NOT_PLAIN = "The order gives no plain daily dose in mg."
NO_STRENGTH = "The dose is in pills, and the product does not say one strength in mg."


@dataclass(frozen=True)
class Dose:
    """A dose, or why there is none; `mg_per_unit` is of one pill where the dose is in pills."""

    mg_per_day: float | None = None
    mg_per_unit: float | None = None
    why_none: str = ""


def read_dose(order: MedicationRequest, drug: str) -> Dose:
    """The dose in mg a day where one instruction says it plainly."""
    dosages = order.dosage_instruction
    quantity = _quantity(dosages[0]) if len(dosages) == 1 else None
    times = _times_a_day(dosages[0]) if quantity else None
    if quantity is None or quantity.value is None or times is None:
        return Dose(why_none=NOT_PLAIN)
    unit = _unit(quantity)
    if unit in MG or (unit in MG_A_DAY and times == 1):
        return Dose(quantity.value * times)
    if unit.rstrip("s") in PILLS:
        return _in_pills(quantity.value * times, strength_of(order.medication, drug))
    return Dose(why_none=NOT_PLAIN)


def _in_pills(pills: float, strength: float | None) -> Dose:
    if strength is None:
        return Dose(why_none=NO_STRENGTH)
    return Dose(pills * strength, strength)


def _quantity(dosage: Dosage) -> Quantity | None:
    """The one quantity of a dosage: of R4, or as STU3 and before wrote it."""
    given = [each.dose_quantity or each.rate_quantity for each in dosage.dose_and_rate]
    given = given or [dosage.dose_quantity]
    return given[0] if len(given) == 1 and given[0] and not given[0].comparator else None


def _unit(quantity: Quantity) -> str:
    """The code where it is of UCUM, else the unit in words: "mg", "pill"."""
    both = (quantity.code, quantity.unit)
    said = both if quantity.system in ("", UCUM) else reversed(both)
    word = next((each for each in said if each.strip()), "")
    return word.strip().lower().strip("{}").removesuffix("(s)")


def _times_a_day(dosage: Dosage) -> float | None:
    """How often a day; once where nothing is said, None where it is not the same every day."""
    if dosage.as_needed_boolean or dosage.as_needed_codeable_concept:
        return None
    timing = dosage.timing
    return 1 if timing is None else _by_repeat(timing)


def _by_repeat(timing: Timing) -> float | None:
    repeat = timing.repeat
    if not repeat.model_fields_set:
        said = {text.replace(".", "").lower() for text in timing.code.every}
        times = {ABBREVIATIONS[word] for word in said if word in ABBREVIATIONS}
        return times.pop() if len(times) == 1 else None
    if repeat.frequency_max or repeat.period_max or repeat.day_of_week or not repeat.period:
        return None
    hours = HOURS.get(repeat.period_unit)
    times_a_day = 24 * repeat.frequency / (repeat.period * hours) if hours else 0
    return times_a_day if 1 <= times_a_day <= MOST_TIMES else None
