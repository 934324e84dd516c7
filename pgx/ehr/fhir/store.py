"""Every resource that can be read and searched: made once a process and release."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pgx.ehr.fhir.records import resources_of
from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.fhir.resources.people import practitioner
from pgx.ehr.problems import CallRefused
from pgx.ehr.teaching_patients import TeachingPatient, teaching_patients
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge

TYPES = (
    *("Patient", "Practitioner", "Condition", "Observation", "DiagnosticReport"),
    *("MedicationRequest", "MedicationStatement"),
)
Store = dict[str, dict[str, Resource]]


def stored() -> Store:
    """The resources by type and id, by the release of today. Raises NoRelease."""
    return _store(releases.find())


@lru_cache(maxsize=2)
def _store(knowledge: Knowledge) -> Store:
    found: Store = {kind: {} for kind in TYPES}
    for each in _all(knowledge):
        found[each["resourceType"]][each["id"]] = each
    return found


def _all(knowledge: Knowledge) -> Iterator[Resource]:
    yield practitioner()
    for patient in teaching_patients():
        yield from resources_of(knowledge, patient)


def of_type(kind: str) -> dict[str, Resource]:
    """The resources of a type by id. Raises CallRefused where we have no such type."""
    if kind not in TYPES:
        raise CallRefused(404, f"There is no {kind[:50]} here; GET /fhir/metadata lists the types.")
    return stored()[kind]


def read(kind: str, name: str) -> Resource:
    """One resource. Raises CallRefused where there is none."""
    found = of_type(kind).get(name)
    if not found:
        raise CallRefused(404, f"There is no {kind} with the id {name[:64]}.")
    return found


def find_patient(reference: str) -> TeachingPatient:
    """The teaching patient of an id or a reference. Raises CallRefused."""
    name = reference.strip().rpartition("Patient/")[2]
    found = next((each for each in teaching_patients() if each.id == name), None)
    if not found:
        raise CallRefused(404, f"There is no Patient with the id {name[:64]}.")
    return found
