"""Draft orders -> the regimens that we know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pgx.assessments.question import Regimen, dose_fault, find_drug
from pgx.ehr.fhir.codes import RXNORM
from pgx.ehr.reading.declared import CodeableConcept, Dosage, MedicationRequest
from pgx.rounding import show
from pgx.science.knowledge import Drug, Knowledge

LONGEST = 200  # characters of a drug's name with its form and strength
NAMES = re.compile(r"[A-Za-z][\w-]+")


@dataclass(frozen=True)
class Ordered:
    """An order of a drug that we model: the regimen that is asked with, and where it is from.

    `said` is what to say of the dose where the reference dose stands for it. `mg_per_unit` is
    the strength of one pill where the dose is in pills.
    """

    order: MedicationRequest
    resource: dict[str, Any]  # the order as it was sent, whole
    regimen: Regimen
    said: str = ""
    mg_per_unit: float | None = None


def read_orders(knowledge: Knowledge, orders: Iterable[MedicationRequest]) -> list[Ordered]:
    """Each order of a drug that we model, in their order; the other orders are left out."""
    return [
        _ordered(knowledge, drug, order)
        for order in orders
        if not order.do_not_perform
        if (drug := ordered_drug(knowledge, order.medication_codeable_concept))
    ]


def ordered_drug(knowledge: Knowledge, medication: CodeableConcept) -> Drug | None:
    """By RxNorm code; else the one drug that its words name ("Escitalopram 10 mg tablet")."""
    for code in medication.codes(RXNORM):
        drug = find_drug(knowledge, code)
        if drug:
            return drug
    words = (word for text in medication.texts for word in NAMES.findall(text[:LONGEST]))
    named = {drug.drug: drug for word in words if (drug := find_drug(knowledge, word))}
    return next(iter(named.values())) if len(named) == 1 else None


def _ordered(knowledge: Knowledge, drug: Drug, order: MedicationRequest) -> Ordered:
    """With the ordered dose where it is plain and can be modelled, else the reference dose."""
    dose = daily_mg(order.dosage_instruction)
    fault = dose_fault(knowledge, drug, dose, "order") if dose is not None else None
    if dose is not None and not fault:
        return Ordered(order, order.sent, Regimen(drug.drug, dose))
    reference = drug.value("reference_dose")
    why = fault.message if fault else "The order gives no plain daily dose in mg."
    used = f"The reference dose of {show(reference)} mg/day is used here."
    return Ordered(order, order.sent, Regimen(drug.drug, reference), f"{why} {used}")


def daily_mg(dosages: list[Dosage]) -> float | None:
    """The dose in mg a day where one instruction says it plainly; None where it must be guessed."""
    if len(dosages) != 1 or len(dosages[0].dose_and_rate) != 1 or not _once_a_day(dosages[0]):
        return None
    dose = dosages[0].dose_and_rate[0].dose_quantity
    in_mg = (dose.code or dose.unit).strip() == "mg"
    return dose.value if in_mg and not dose.comparator else None


def _once_a_day(dosage: Dosage) -> bool:
    if dosage.as_needed_boolean or dosage.as_needed_codeable_concept:
        return False
    if dosage.timing is None:
        return True
    repeat = dosage.timing.repeat
    varies = repeat.frequency_max or repeat.period_max or repeat.day_of_week
    return (repeat.frequency, repeat.period, repeat.period_unit) == (1, 1, "d") and not varies
