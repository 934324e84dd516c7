"""Card, FHIR, REST and page give the same answer for the same teaching patient."""

import json
from urllib.parse import urlsplit

import pytest
from django.utils.html import escape

from pgx.ehr.cds.cards.markdown import plain
from pgx.ehr.fhir.store import stored
from pgx.ehr.teaching_patients import teaching_patients
from pgx.rounding import ratio
from tests.ehr.calls import bundle, cards
from tests.ehr.fhir.asking import TX, checked, every_resource
from tests.test_one_answer import Cells

pytestmark = pytest.mark.usefixtures("release")
# Reported without a contradiction, with an order that has a dose; of these, the first ones.
MOST = 10


def asked_of():
    """Each patient with the draft order that is signed."""
    drafts = stored()["MedicationRequest"]
    for patient in teaching_patients():
        order = drafts.get(f"{patient.id}-order-1")
        has_dose = order and patient.orders[0].dose_mg_per_day
        is_plain = all(len(texts) == 1 for texts in patient.genotypes.values())
        if patient.genetics == "reported" and is_plain and has_dose:
            yield patient, order


def by_card(client, patient, order):
    body = {
        "hook": "order-sign",
        "hookInstance": "3f1d7c1e-6c0b-4f3e-9a63-0a4f7d0c8b11",
        "fhirServer": "http://testserver/fhir",
        "context": {
            "userId": "Practitioner/x",
            "patientId": patient.id,
            "draftOrders": bundle(order),
        },
    }
    return cards(client, body)[0]


def by_rest(client, patient):
    ordered = patient.orders[0]
    body = {
        "genotypes": {marker: texts[0] for marker, texts in patient.genotypes.items()},
        "regimens": [{"drug": ordered.name, "dose_mg_per_day": ordered.dose_mg_per_day}],
        "co_medications": [each.name for each in patient.takes],
    }
    sent = client.post("/api/v1/assessments", json.dumps(body), content_type="application/json")
    assert sent.status_code == 200, sent.content
    return sent.json()["results"][0]


def by_fhir(client, patient, result):
    """The conclusions on the drug."""
    query = {"subject": f"Patient/{patient.id}", "treatments": result["drug"]}
    found = checked(client.get(TX, query), 200)
    every = [part for each in every_resource(found) for part in each.get("component", [])]
    return [part["valueString"] for part in every if "valueString" in part]


def test_the_doors_agree(client):
    known = list(asked_of())[:MOST]
    assert len(known) == MOST

    for patient, order in known:
        card, result = by_card(client, patient, order), by_rest(client, patient)
        recommendation = result["recommendation"]
        headline = recommendation["headline"]
        if not result["relative_response"]:  # stopped
            assert card["indicator"] == "critical", patient.id
            continue

        assert f": {recommendation['category']}." in card["summary"], patient.id
        assert plain(headline) in card["detail"], patient.id
        for sentence in result["sentences"]:
            assert plain(sentence) in card["detail"], patient.id

        address = urlsplit(card["links"][0]["url"])
        page = client.get(f"{address.path}?{address.query}").content.decode()
        assert escape(headline) in page, patient.id
        cells = {tuple(row) for row in Cells(page).rows}
        for station in result["path"]:
            said = ratio(station["ratio"]) if station["status"] == "called" else station["status"]
            assert any((c[:1], c[3:4]) == ((station["label"],), (said,)) for c in cells), patient.id

        concluded = by_fhir(client, patient, result)
        for finding in recommendation["findings"]:
            if finding["kind"] == "advice" and finding["genes"] != ["any"]:
                assert any(finding["says"] in each for each in concluded), (patient.id, finding)
