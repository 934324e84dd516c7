"""The call that an EHR would send: the open record as CDS Hooks wants it."""

from __future__ import annotations

import json
import shlex
from typing import Any
from urllib.parse import parse_qsl
from uuid import NAMESPACE_URL, uuid5

from pgx.ehr.cds.chart import TEMPLATES, filled
from pgx.ehr.fhir.codes import OURS
from pgx.ehr.fhir.outcomes import outcome
from pgx.ehr.fhir.resources.medicines import medication_request
from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.fhir.resources.people import PRACTITIONER
from pgx.ehr.fhir.search.answering import search
from pgx.ehr.fhir.search.asking import understand
from pgx.ehr.playground.choices import FAILED, LEFT_OUT, NULL, person
from pgx.ehr.playground.form import PlaygroundForm
from pgx.ehr.teaching_patients import TeachingPatient
from pgx.science.knowledge import Knowledge

CALLS = uuid5(NAMESPACE_URL, f"{OURS}playground")


def write_request(knowledge: Knowledge, form: PlaygroundForm, base: str) -> dict[str, Any]:
    """The body for a valid form. `base` is the absolute address of our own FHIR server."""
    found = form.cleaned_data
    patient = person(found["patient"])
    assert patient  # noqa: S101 - the form knows every person
    orders = draft_orders(knowledge, form, patient)
    body = {
        "hook": found["hook"],
        **({"fhirServer": base} if found["server"] else {}),
        "context": _context(found["hook"], patient, orders),
        "prefetch": {
            key: _prefetched(found[key], key, patient, base)
            for key in TEMPLATES
            if found[key] != LEFT_OUT
        },
    }
    # The same call has the same number, so that its cards keep theirs while one acts on them.
    return {"hookInstance": str(uuid5(CALLS, json.dumps(body, sort_keys=True))), **body}


def draft_orders(
    knowledge: Knowledge, form: PlaygroundForm, patient: TeachingPatient
) -> list[Resource]:
    """The draft orders as resources; each has the id of its place."""
    return [
        medication_request(knowledge, patient, place, medicine)
        for place, medicine in enumerate(form.orders(), 1)
        if medicine
    ]


def _context(hook: str, patient: TeachingPatient, orders: list[Resource]) -> dict[str, Any]:
    who = {"userId": f"Practitioner/{PRACTITIONER}", "patientId": patient.id}
    if hook == "patient-view":
        return who
    # The first order was just selected, the second stood there before.
    selected = [f"MedicationRequest/{each['id']}" for each in orders[:1]]
    selections = {"selections": selected} if hook == "order-select" else {}
    return who | selections | {"draftOrders": _bundle(orders)}


def _bundle(orders: list[Resource]) -> dict[str, Any]:
    entries = {"entry": [{"resource": each} for each in orders]} if orders else {}
    return {"resourceType": "Bundle", "type": "collection", **entries}


def _prefetched(way: str, key: str, patient: TeachingPatient, base: str) -> Resource | None:
    """What the EHR sends for a key: what its query finds on our FHIR server, unless withheld."""
    if way == NULL:
        return None
    if way == FAILED:
        return outcome("error", "exception", ["The record cannot be read now."])
    kind, _, query = filled(key, patient.id).partition("?")
    return search(understand(kind, parse_qsl(query), is_strict=True), base)


def curl(address: str, body: dict[str, Any]) -> str:
    """The same call from a terminal."""
    data = shlex.quote(json.dumps(body, ensure_ascii=False))
    return f"curl {address} -H 'Content-Type: application/json' --data-raw {data}"
