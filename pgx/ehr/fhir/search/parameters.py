"""Which search parameters each type has, of which kind, and where in a resource they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["token", "string", "reference"]


@dataclass(frozen=True)
class Parameter:
    """One search parameter: its kind, the paths that it compares, and the type referred to."""

    kind: Kind
    paths: tuple[str, ...]
    target: str = ""


def _token(*paths: str) -> Parameter:
    return Parameter("token", paths)


_ID = _token("id")
_SUBJECT = Parameter("reference", ("subject.reference",), "Patient")
_OF_PATIENT = {"_id": _ID, "patient": _SUBJECT, "subject": _SUBJECT, "status": _token("status")}
_MEDICATION = _token("medicationCodeableConcept.coding")
_PERSON = {
    "_id": _ID,
    "identifier": _token("identifier"),
    "name": Parameter("string", ("name.text", "name.family", "name.given")),
    "family": Parameter("string", ("name.family",)),
    "given": Parameter("string", ("name.given",)),
    "active": _token("active"),
}
_GENERAL_PRACTITIONER = Parameter("reference", ("generalPractitioner.reference",), "Practitioner")

PARAMETERS: dict[str, dict[str, Parameter]] = {
    "Patient": {
        **_PERSON,
        "gender": _token("gender"),
        "general-practitioner": _GENERAL_PRACTITIONER,
    },
    "Practitioner": _PERSON,
    "Condition": {
        **{name: each for name, each in _OF_PATIENT.items() if name != "status"},
        "code": _token("code.coding"),
        "category": _token("category.coding"),
        "clinical-status": _token("clinicalStatus.coding"),
        "verification-status": _token("verificationStatus.coding"),
    },
    "Observation": {
        **_OF_PATIENT,
        "code": _token("code.coding"),
        "category": _token("category.coding"),
        "value-concept": _token("valueCodeableConcept.coding"),
        "component-value-concept": _token("component.valueCodeableConcept.coding"),
        "derived-from": Parameter("reference", ("derivedFrom.reference",), "Observation"),
        "performer": Parameter("reference", ("performer.reference",), "Practitioner"),
    },
    "DiagnosticReport": {
        **_OF_PATIENT,
        "code": _token("code.coding"),
        "category": _token("category.coding"),
        "result": Parameter("reference", ("result.reference",), "Observation"),
        "performer": Parameter("reference", ("performer.reference",), "Practitioner"),
    },
    "MedicationRequest": {
        **_OF_PATIENT,
        "code": _MEDICATION,
        "intent": _token("intent"),
        "requester": Parameter("reference", ("requester.reference",), "Practitioner"),
    },
    "MedicationStatement": {**_OF_PATIENT, "code": _MEDICATION},
}

# By what `_sort` can order a type, and where that is in a resource.
SORTS: dict[str, dict[str, str]] = {
    "Patient": {"_id": "id", "name": "name.text", "birthdate": "birthDate"},
}


def includes(kind: str) -> dict[str, Parameter]:
    """What `_include` can follow, by its name there (`DiagnosticReport:result`)."""
    return {
        f"{kind}:{name}": each
        for name, each in PARAMETERS[kind].items()
        if each.kind == "reference"
    }
