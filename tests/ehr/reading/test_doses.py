import pytest
from pydantic import ValidationError

from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.doses import NO_STRENGTH, NOT_PLAIN, Dose, read_dose
from tests.ehr.calls import dosage, order

DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}
TABLET = "Escitalopram 10 MG Oral Tablet"


def read(given, rxcui="", text=TABLET):
    sent = order(rxcui, dosage=given, text=text)
    return read_dose(MedicationRequest.model_validate(sent), "escitalopram")


def by_repeat(**repeat):
    return dosage(5, repeat={**DAILY, **repeat})


@pytest.mark.parametrize(
    ("given", "mg"),
    [
        (dosage(5), 5),
        (by_repeat(), 5),
        (dosage(5, repeat={"period": 1, "periodUnit": "d"}), 5),
        (by_repeat(frequency=2), 10),
        (by_repeat(frequency=2, period=2), 5),
        (by_repeat(period=8, periodUnit="h"), 15),
        (by_repeat(frequency=7, periodUnit="wk"), 5),
        (dosage(5, timing={"code": {"text": "b.i.d."}}), 10),
        (dosage(5, timing={"code": {"coding": [{"code": "TID"}]}}), 15),
        (dosage(5, unit="mg/d"), 5),
        (dosage(doseAndRate=[{"rateQuantity": {"value": 5, "code": "mg/d"}}]), 5),
        ({"doseQuantity": {"value": 5, "unit": "mg"}}, 5),
    ],
)
def test_plain_daily_dose_is_read(given, mg):
    assert read(given) == Dose(mg)


@pytest.mark.parametrize("unit", ["{pill}", "{tbl}", "TAB", "tablet", "Tablets", "capsule(s)"])
def test_pills_count_by_their_strength(unit):
    assert read(dosage(1.5, unit=unit)) == Dose(15, 10)


def test_unit_in_words_counts_beside_a_code_of_another_system():
    quantity = {
        "value": 2,
        "unit": "tablet",
        "code": "428673006",
        "system": "http://snomed.info/sct",
    }

    assert read({"doseAndRate": [{"doseQuantity": quantity}]}) == Dose(20, 10)


def test_strength_of_the_product_code_counts_first():
    assert read(dosage(1, unit="{pill}"), rxcui="351250", text="") == Dose(20, 20)


@pytest.mark.parametrize(
    "text",
    [
        "escitalopram",
        "escitalopram 1 MG/ML Oral Solution",
        "escitalopram 10 MG / olanzapine 5 MG",
        "escitalopram 10 MG or 20 MG",
        "escitalopram 10-20 MG",
        "escitalopram 0.01 g",
    ],
)
def test_strength_that_is_not_plain_is_not_guessed(text):
    assert read(dosage(1, unit="{pill}"), text=text) == Dose(why_none=NO_STRENGTH)


@pytest.mark.parametrize(
    "given",
    [
        by_repeat(frequencyMax=2),
        by_repeat(period=2),
        by_repeat(period=0),
        by_repeat(period=-1),
        by_repeat(periodUnit="wk"),
        by_repeat(periodUnit="fortnight"),
        by_repeat(dayOfWeek=["mon"]),
        by_repeat(period=1, periodUnit="h", frequency=25),
        dosage(5, timing={"code": {"text": "BID or TID"}}),
        dosage(5, timing={"event": ["2026-01-01"]}),
        dosage(5, asNeededBoolean=True),
        dosage(5, unit="mL"),
        dosage(5, unit="mg/d", repeat={**DAILY, "frequency": 2}),
        dosage(5, doseAndRate=[{"doseQuantity": {"value": 5, "code": "mg", "comparator": "<"}}]),
        {"text": "as told"},
    ],
)
def test_dose_that_is_not_plain_is_not_guessed(given):
    assert read(given) == Dose(why_none=NOT_PLAIN)


@pytest.mark.parametrize("name", ["frequency", "frequencyMax"])
def test_a_number_that_fhir_has_not_is_refused(name):
    with pytest.raises(ValidationError, match="less than 2147483648"):
        MedicationRequest.model_validate(order(dosage=by_repeat(**{name: 10**400})))
