"""Draft orders -> the regimens that we know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pgx.assessments.question import Regimen, dose_fault, find_drug
from pgx.ehr.fhir.codes import RXNORM
from pgx.ehr.reading.brands import brands
from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.doses import read_dose
from pgx.ehr.reading.elements import CodeableConcept
from pgx.ehr.reading.products import products_of
from pgx.rounding import show
from pgx.science.knowledge import Drug, Knowledge

LONGEST = 200  # characters of a drug's name with its form and strength
SEVERAL = "The order names several drugs, so it does not say which dose is of which."
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
        each for order in orders if not order.do_not_perform for each in _of_order(knowledge, order)
    ]


def _of_order(knowledge: Knowledge, order: MedicationRequest) -> list[Ordered]:
    """One that names several drugs is an order of each: no dose is read, none is passed over."""
    drugs = ordered_drugs(knowledge, order.medication)
    if len(drugs) == 1:
        return [_ordered(knowledge, drugs[0], order)]
    return [_at_reference(drug, order, SEVERAL) for drug in drugs]


def ordered_drugs(knowledge: Knowledge, medication: CodeableConcept) -> list[Drug]:
    """By ingredient code; else those that its words name, brands too; else by product code."""
    for code in medication.codes(RXNORM):
        drug = find_drug(knowledge, code)
        if drug:
            return [drug]
    words = (word for text in medication.texts for word in NAMES.findall(text[:LONGEST]))
    generic = (brands().get(word.lower(), word) for word in words)
    named = {drug.drug: drug for name in generic if (drug := find_drug(knowledge, name))}
    if not named:
        named = {
            each.drug: each
            for row in products_of(medication)
            if (each := find_drug(knowledge, row.drug))
        }
    return list(named.values())


def _ordered(knowledge: Knowledge, drug: Drug, order: MedicationRequest) -> Ordered:
    """With the ordered dose where it is plain and can be modelled, else the reference dose."""
    dose = read_dose(order, drug.drug)
    mg = dose.mg_per_day
    fault = dose_fault(knowledge, drug, mg, "order") if mg is not None else None
    if mg is not None and not fault:
        return Ordered(order, order.sent, Regimen(drug.drug, mg), mg_per_unit=dose.mg_per_unit)
    why = fault.message if fault else dose.why_none
    return _at_reference(drug, order, why, dose.mg_per_unit)


def _at_reference(
    drug: Drug, order: MedicationRequest, why: str, mg_per_unit: float | None = None
) -> Ordered:
    """With the reference dose, and why."""
    reference = drug.value("reference_dose")
    said = f"{why} The reference dose of {show(reference)} mg/day is used here."
    return Ordered(order, order.sent, Regimen(drug.drug, reference), said, mg_per_unit)
