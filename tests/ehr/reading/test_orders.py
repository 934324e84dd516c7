import json

import pytest

from pgx.ehr.reading.declared import Bundle, MedicationRequest
from pgx.ehr.reading.orders import read_orders
from tests.ehr.calls import bundle, dosage, order

DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}


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
    ],
)
def test_drug_by_code_else_by_name(knowledge, given, drug):
    assert [found for found, _dose in read(knowledge, given)] == [drug]


def test_words_that_name_two_drugs_name_none(knowledge):
    assert read(knowledge, order("", text="escitalopram or sertraline")) == {}


@pytest.mark.parametrize("repeat", [None, DAILY, {"period": 1, "periodUnit": "d"}])
def test_plain_daily_dose_is_used(knowledge, repeat):
    assert read(knowledge, order(dosage=dosage(20, repeat=repeat))) == {("escitalopram", 20.0): ""}


@pytest.mark.parametrize(
    "given",
    [
        dosage(20, repeat={**DAILY, "frequency": 2}),
        dosage(20, repeat={**DAILY, "frequencyMax": 2}),
        dosage(20, repeat={**DAILY, "period": 2}),
        dosage(20, repeat={**DAILY, "periodUnit": "wk"}),
        dosage(20, repeat={**DAILY, "dayOfWeek": ["mon"]}),
        dosage(20, timing={"code": {"text": "BID"}}),
        dosage(20, asNeededBoolean=True),
        dosage(20, unit="mL"),
        dosage(20, doseAndRate=[{"doseQuantity": {"value": 20, "code": "mg", "comparator": "<"}}]),
        {"text": "as told"},
    ],
)
def test_dose_that_is_not_plain_is_not_guessed(knowledge, given):
    ((regimen, said),) = read(knowledge, order(dosage=given)).items()

    assert regimen == ("escitalopram", 10.0)
    assert "no plain daily dose" in said


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
