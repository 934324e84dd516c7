import json

import pytest

from pgx.assessments.question import Regimen
from pgx.ehr.fhir.codes import UCUM
from pgx.ehr.reading.bundles import Bundle
from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.orders import read_orders
from tests.ehr.calls import bundle, dosage, order


def read(knowledge, *orders):
    return {
        (each.regimen.drug, each.regimen.dose_mg_per_day): each.said
        for each in ordered(knowledge, *orders)
    }


def ordered(knowledge, *orders):
    return read_orders(knowledge, [MedicationRequest.model_validate(each) for each in orders])


@pytest.mark.parametrize(
    ("given", "drug"),
    [
        (order("36437"), "sertraline"),
        (order("", text="Sertraline"), "sertraline"),
        (order("351249", text="Escitalopram 10 mg oral tablet"), "escitalopram"),
        (order("36437", text="escitalopram"), "sertraline"),
        (order("", text="sertraline hydrochloride 50 MG Oral Tablet"), "sertraline"),
        (order("312941"), "sertraline"),
        (order("312941", text="Zoloft 50"), "sertraline"),
        (order("403969"), "fluoxetine"),
        (order("", text="Lexapro 10 mg tablet"), "escitalopram"),
    ],
)
def test_drug_by_code_else_by_name(knowledge, given, drug):
    assert [found for found, _dose in read(knowledge, given)] == [drug]


def test_words_that_name_two_drugs_are_an_order_of_each(knowledge):
    found = read(knowledge, order("", text="escitalopram or sertraline", dosage=dosage(20)))

    assert list(found) == [("escitalopram", 10.0), ("sertraline", 50.0)]
    assert all("names several drugs" in said for said in found.values())


@pytest.mark.parametrize("dose", [0, -5, 1e6])
def test_dose_that_cannot_be_modelled_is_said(knowledge, dose):
    ((regimen, said),) = read(knowledge, order(dosage=dosage(dose))).items()

    assert regimen == ("escitalopram", 10.0)
    assert "cannot be modelled" in said


def test_each_order_keeps_its_whole_resource(knowledge):
    sent = [order(id=name, dosage=dosage(20), note=[{"text": name}]) for name in ("a", "b")]
    text = json.dumps(bundle(*sent))

    found = read_orders(knowledge, Bundle.model_validate_json(text).of(MedicationRequest))

    assert [each.order.id for each in found] == ["a", "b"]
    assert [each.resource for each in found] == sent


def test_order_of_the_public_sandbox_before_r4(knowledge):
    name = "escitalopram 10 MG Oral Tablet"
    sent = {
        "resourceType": "MedicationOrder",
        "status": "draft",
        "patient": {"reference": "Patient/teaching-01"},
        "medicationCodeableConcept": {"text": name, "coding": [{"display": name}]},
        "dosageInstruction": [
            {
                "doseQuantity": {"value": 1, "system": UCUM, "code": "{pill}"},
                "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnits": "d"}},
            }
        ],
        "contentString": 12,
    }

    found = Bundle.model_validate(bundle(sent)).of(MedicationRequest)
    (only,) = read_orders(knowledge, found)

    assert only.regimen == Regimen("escitalopram", 20.0)
    assert (only.said, only.mg_per_unit, only.resource) == ("", 10.0, sent)
    assert only.order.subject.reference == "Patient/teaching-01"


def test_medicine_that_an_order_contains_is_read(knowledge):
    sent = order("", dosage=dosage(1, unit="tablet"), medicationReference={"reference": "#m"})
    del sent["medicationCodeableConcept"]
    medicine = {"resourceType": "Medication", "id": "m", "code": {"text": "Sertraline 50 MG"}}
    sent["contained"] = [{"resourceType": "Practitioner", "id": "m", "code": "x"}, medicine]

    (only,) = ordered(knowledge, sent)

    assert only.regimen == Regimen("sertraline", 50.0)
