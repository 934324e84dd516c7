import pytest

from pgx.ehr.reading.bundles import Bundle
from pgx.ehr.reading.declared import MedicationRequest

MEDICINE = {"resourceType": "Medication", "id": "m", "code": {"text": "Phenelzine 15 mg"}}


@pytest.mark.parametrize(
    ("reference", "texts"),
    [
        ("Medication/m", ["Phenelzine 15 mg"]),
        ("https://fhir.example.org/r4/Medication/m", ["Phenelzine 15 mg"]),
        ("urn:uuid:4", ["Phenelzine 15 mg"]),
        ("Medication/other", []),
        ("", []),
    ],
)
def test_a_medicine_of_the_same_bundle_is_found(reference, texts):
    order = {"resourceType": "MedicationRequest", "medicationReference": {"reference": reference}}
    entries = [{"resource": order}, {"fullUrl": "urn:uuid:4", "resource": MEDICINE}]

    bundle = Bundle.model_validate({"resourceType": "Bundle", "entry": entries})

    (found,) = bundle.of(MedicationRequest)
    assert found.medication.texts == texts
    assert found.sent == order
