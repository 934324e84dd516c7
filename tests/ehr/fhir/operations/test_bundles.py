import pytest

from pgx.assessments.assess import assess as ask
from pgx.assessments.question import Question, Regimen
from pgx.ehr.fhir.search.matching import at
from pgx.ehr.fhir.store import stored
from tests.ehr.calls import bundle, dosage, observation, order
from tests.ehr.fhir.asking import assess

pytestmark = pytest.mark.usefixtures("release")


def of_patient(patient):
    """Everything on file of a teaching patient."""
    kinds = ("Observation", "MedicationRequest", "MedicationStatement")
    return [
        each
        for kind in kinds
        for each in stored()[kind].values()
        if each["subject"]["reference"] == f"Patient/{patient}"
    ]


def by_profile(answer):
    found = {}
    for entry in answer["entry"]:
        (profile,) = entry["resource"]["meta"]["profile"]
        found.setdefault(profile.rpartition("/")[2], []).append(entry["resource"])
    return found


def test_answer_says_what_assess_says(client):
    answer = by_profile(assess(client, bundle(*of_patient("teaching-01"))))
    panel = {"CYP2C19": "*2/*2", "CYP2D6": "*1/*1", "CYP2B6": "*1/*1"}
    (result,) = ask(Question(panel, regimens=(Regimen("escitalopram", 10.0),))).results

    (report,), (task,) = answer["genomic-report"], answer["medication-recommendation"]
    assert result.recommendation.headline in report["conclusion"]
    assert result.finding in report["conclusion"]
    assert result.recommendation.category in report["conclusion"]
    assert result.recommendation.headline in task["description"]
    assert report["conclusion"].endswith("age, pregnancy, kidney, liver, heart.")
    (action,) = at(task, "code.coding.display")
    assert action == "Consider alternative medication"
    assert (task["status"], task["intent"]) == ("requested", "proposal")


def test_references_stay_within_the_answer(client):
    answer = assess(client, bundle(*of_patient("teaching-22")))
    addresses = {entry["fullUrl"] for entry in answer["entry"]}

    for entry in answer["entry"]:
        assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"
        for way in ("result", "derivedFrom", "reasonReference", "extension.valueReference"):
            assert {*at(entry["resource"], f"{way}.reference")} <= addresses
    (task,) = by_profile(answer)["medication-recommendation"]
    (report,) = by_profile(answer)["genomic-report"]
    assert {*at(report, "extension.valueReference.reference")} == {f"urn:uuid:{task['id']}"}
    assert task["for"] == {"reference": "Patient/teaching-22"}


def test_same_bundle_gives_the_same_bytes(client):
    body = bundle(*of_patient("teaching-01"))

    assert assess(client, body) == assess(client, body)


def test_co_medication_and_genotype_stand_in_one_sentence(client):
    (report,) = by_profile(assess(client, bundle(*of_patient("teaching-22"))))["genomic-report"]

    assert "CYP2D6: poor by co-medication, normal by genotype" in report["conclusion"]


def test_mao_inhibitor_stops_it(client):
    answer = by_profile(assess(client, bundle(*of_patient("teaching-25"))))
    (report,) = answer["genomic-report"]

    assert "stopped" in report["conclusion"]
    assert "Model (" not in report["conclusion"]
    assert "medication-recommendation" not in answer


def test_without_orders_every_drug_is_answered(client, knowledge):
    (report,) = by_profile(assess(client, bundle(observation("*2/*2", gene="CYP2C19"))))[
        "genomic-report"
    ]

    assert all(drug.name in report["conclusion"] for drug in knowledge.drugs.values())


def test_what_cannot_be_read_is_said(client):
    body = bundle(observation("*2/banana", gene="CYP2C19"), observation("x"), order())

    (report,) = by_profile(assess(client, body))["genomic-report"]

    assert "banana is not an allele of CYP2C19" in report["conclusion"]
    assert "x: it names no marker" in report["conclusion"]
    assert "Not tested is not normal" in report["conclusion"]
    assert "no plain daily dose" in report["conclusion"]


def test_empty_bundle_has_no_implication(client):
    answer = by_profile(assess(client, bundle(order(dosage=dosage(10)))))

    assert set(answer) == {"genomic-report"}


def test_several_subjects_are_refused(client):
    body = bundle(*of_patient("teaching-01"), *of_patient("teaching-02"))

    assert "several subjects" in assess(client, body, status=422)["issue"][0]["diagnostics"]


def test_unknown_drug_is_refused(client):
    body = bundle(order("", text="Aspirin 100 mg"))

    assert "no" in assess(client, body, status=422)["issue"][0]["diagnostics"].lower()


def test_huge_bundle_is_refused(client):
    body = bundle(*[observation("x")] * 500)

    assert assess(client, body, status=400)["issue"]
