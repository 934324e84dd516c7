import pytest

from pgx.ehr.reading.declared import MedicationStatement
from pgx.ehr.reading.medications import read_medications
from tests.ehr.calls import RXNORM


def read(knowledge, **more):
    sent = {"resourceType": "MedicationStatement", **more}
    return read_medications(knowledge, [MedicationStatement.model_validate(sent)]).names


@pytest.mark.parametrize(
    ("code", "name"),
    [("312347", "phenelzine"), ("1163220", "linezolid"), ("403969", "fluoxetine")],
)
def test_product_code_without_words_is_found(knowledge, code, name):
    assert read(
        knowledge, medicationCodeableConcept={"coding": [{"system": RXNORM, "code": code}]}
    ) == [name]


def test_medicine_that_is_only_referred_to_is_found_by_its_words(knowledge):
    reference = {"reference": "Medication/1", "display": "Omeprazole 20 MG capsule"}

    assert read(knowledge, medicationReference=reference) == ["omeprazole"]


def test_brand_is_the_medicine(knowledge):
    brand = {"text": "NARDIL 15 mg tablet"}

    assert read(knowledge, medicationCodeableConcept=brand) == ["phenelzine"]
