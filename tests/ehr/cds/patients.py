"""Calls about the teaching patients, as an EHR that uses our FHIR server would send them."""

import uuid

from pgx.ehr.fhir.records import resources_of
from pgx.ehr.teaching_patients import teaching_patients
from pgx.knowledge import releases
from tests.ehr.calls import bundle, cards


def about(number, hook="order-sign", orders=None, statements=None, selections=None):
    """The body of a call about a teaching patient, or with other orders or medicines."""
    patient = teaching_patients()[number - 1]
    resources = list(resources_of(releases.find(), patient))
    context = {"userId": "Practitioner/teacher", "patientId": patient.id}
    drafts = _of(resources, "MedicationRequest") if orders is None else orders
    if hook != "patient-view":
        context["draftOrders"] = bundle(*drafts)
    if hook == "order-select":
        context["selections"] = selections or [f"MedicationRequest/{d['id']}" for d in drafts]
    taken = _of(resources, "MedicationStatement") if statements is None else statements
    return {
        "hook": hook,
        "hookInstance": str(uuid.UUID(int=number, version=4)),
        "context": context,
        "prefetch": {
            "genotypes": bundle(*_of(resources, "Observation")),
            "reports": bundle(*_of(resources, "DiagnosticReport")),
            "medications": bundle(),
            "statements": bundle(*taken),
        },
    }


def ask(client, body):
    """The cards of a call, at the service of its hook."""
    return cards(client, body, f"/cds-services/raphe-{body['hook']}")


def _of(resources, kind):
    return [each for each in resources if each["resourceType"] == kind]
