"""MedicationRequest and MedicationStatement."""

from __future__ import annotations

from typing import Any

from pgx.assessments.question import find_drug, write_dose
from pgx.ehr.fhir.codes import RXNORM, UCUM
from pgx.ehr.fhir.resources.parts import Resource, coding, concept, present, refer, resource
from pgx.ehr.fhir.resources.people import PRACTITIONER
from pgx.ehr.teaching_patients import Medicine, TeachingPatient
from pgx.science.knowledge import Drug, Knowledge


def medication_request(
    knowledge: Knowledge, of: TeachingPatient, place: int, medicine: Medicine
) -> Resource:
    """A draft order, to be signed."""
    return resource(
        "MedicationRequest",
        f"Draft order: {_said(medicine)}.",
        id=f"{of.id}-order-{place}",
        status="draft",
        intent="order",
        medicationCodeableConcept=medication(knowledge, medicine.name),
        subject=refer(f"Patient/{of.id}"),
        requester=refer(f"Practitioner/{PRACTITIONER}"),
        dosageInstruction=_dosage(medicine),
    )


def medication_statement(
    knowledge: Knowledge, of: TeachingPatient, place: int, medicine: Medicine
) -> Resource:
    """A medicine that is taken."""
    return resource(
        "MedicationStatement",
        f"Taken: {_said(medicine)}.",
        id=f"{of.id}-takes-{place}",
        status="active",
        medicationCodeableConcept=medication(knowledge, medicine.name),
        subject=refer(f"Patient/{of.id}"),
        dosage=_dosage(medicine),
    )


def medication(knowledge: Knowledge, name: str) -> dict[str, Any]:
    """The drug in RxNorm where the knowledge base has its code, and in words."""
    drug = find_drug(knowledge, name)
    return ordered(drug) if drug else concept(text=name)


def ordered(drug: Drug) -> dict[str, Any]:
    """A drug of the knowledge base as a concept."""
    codes = [coding(RXNORM, drug.rxcui, drug.name)] if drug.rxcui else []
    return concept(*codes, text=drug.name)


def _dosage(medicine: Medicine) -> list[dict[str, Any]]:
    """So many mg once a day, where a dose is given."""
    if medicine.dose_mg_per_day is None:
        return []
    dose = {"value": medicine.dose_mg_per_day, "unit": "mg", "system": UCUM, "code": "mg"}
    return [
        present(
            text=f"{write_dose(medicine.dose_mg_per_day)} mg once a day",
            timing={"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
            doseAndRate=[{"doseQuantity": dose}],
        )
    ]


def _said(medicine: Medicine) -> str:
    dose = medicine.dose_mg_per_day
    return medicine.name if dose is None else f"{medicine.name} {write_dose(dose)} mg once a day"
