"""Patient, Practitioner and Condition."""

from __future__ import annotations

from pgx.ehr.fhir.codes import ICD10, OURS
from pgx.ehr.fhir.resources.parts import Resource, coding, concept, refer, resource, term
from pgx.ehr.teaching_patients import FAMILY, Diagnosis, TeachingPatient

RECORD_NUMBER = f"{OURS}teaching-record-number"
ANCESTRY = f"{OURS}StructureDefinition/ancestry-group"
PRACTITIONER = "teaching-practitioner"


def patient(each: TeachingPatient) -> Resource:
    """An invented person."""
    return resource(
        "Patient",
        [f"{each.given} {FAMILY}, {each.record_number}: an invented person.", each.shows],
        id=each.id,
        extension=[{"url": ANCESTRY, "valueString": each.ancestry}],
        identifier=[{"use": "usual", "system": RECORD_NUMBER, "value": each.record_number}],
        active=True,
        name=[_name(each.given)],
        gender=each.gender,
        birthDate=str(each.birth_year),
        generalPractitioner=[refer(f"Practitioner/{PRACTITIONER}")],
    )


def practitioner() -> Resource:
    """An invented clinician, whom every order and report names."""
    number = "RAPHE-TEACHING-PRACTITIONER"
    return resource(
        "Practitioner",
        f"Sage {FAMILY}, {number}: an invented person.",
        id=PRACTITIONER,
        identifier=[{"use": "usual", "system": RECORD_NUMBER, "value": number}],
        active=True,
        name=[_name("Sage")],
    )


def condition(of: TeachingPatient, place: int, diagnosis: Diagnosis) -> Resource:
    """A diagnosis of an invented person."""
    return resource(
        "Condition",
        f"{diagnosis.text} (ICD-10 {diagnosis.icd10}), of an invented person.",
        id=f"{of.id}-condition-{place}",
        clinicalStatus=term("condition-clinical", "active", "Active"),
        verificationStatus=term("condition-ver-status", "confirmed", "Confirmed"),
        category=[term("condition-category", "problem-list-item", "Problem List Item")],
        code=concept(coding(ICD10, diagnosis.icd10, diagnosis.text), text=diagnosis.text),
        subject=refer(f"Patient/{of.id}"),
    )


def _name(given: str) -> dict[str, object]:
    return {"use": "official", "text": f"{given} {FAMILY}", "family": FAMILY, "given": [given]}
