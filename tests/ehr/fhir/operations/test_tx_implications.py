import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.ehr.fhir.search.matching import at
from tests.ehr.fhir.asking import HAPLOTYPES, TX, checked

pytestmark = pytest.mark.usefixtures("release")
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def ask(client, status=200, **given):
    return checked(client.get(TX, given), status)


def implications(found):
    return [
        each["resource"] for each in found.get("parameter", []) if each["name"] == "implication"
    ]


def drugs(found):
    return {*at(found, "parameter.resource.component.valueCodeableConcept.coding.display")}


def conclusions(found):
    return [text for each in implications(found) for text in at(each, "component.valueString")]


@pytest.mark.parametrize("treatment", ["escitalopram", "321988", f"{RXNORM}|321988"])
def test_treatment_gets_what_assess_says(client, treatment):
    found = conclusions(ask(client, subject="Patient/teaching-01", treatments=treatment))

    panel = {"CYP2C19": "*2/*2", "CYP2D6": "*1/*1", "CYP2B6": "*1/*1"}
    (result,) = assess(Question(panel, regimens=(Regimen("escitalopram"),))).results
    for finding in result.recommendation.findings:
        said = [text for text in found if text.startswith(f"{finding.label}: {finding.says}")]
        rests_on_a_result = set(finding.genes) & set(panel)
        is_said = finding.kind in ("advice", "no recommendation")
        assert len(said) == bool(rests_on_a_result and is_said), finding
    assert any("Strength: Strong." in text for text in found)


def test_every_implication_has_its_own_genotypes_after_it(client):
    found = ask(client, subject="teaching-01", treatments="sertraline,paroxetine")
    shown = {each["resource"]["id"] for each in found["parameter"] if each["name"] == "genotype"}

    for each in implications(found):
        derived = {target.partition("/")[2] for target in at(each, "derivedFrom.reference")}
        (said,) = at(each, "component.valueString")
        label = said.partition(":")[0]
        assert derived
        assert derived <= shown
        for gene in ("CYP2C19", "CYP2D6", "CYP2B6"):
            assert (gene in label) == (f"teaching-01-genotype-{gene.lower()}-1" in derived), said


def test_haplotypes_alone_ask_about_every_drug_that_they_bear_on(client):
    found = ask(client, subject="teaching-01", haplotypes="CYP2C19 *2/*2")
    other = ask(client, subject="teaching-01", haplotypes="http://www.pharmvar.org|CYP2C19*2")

    assert implications(found) == implications(other)
    assert {"Citalopram", "Escitalopram", "Sertraline"} <= drugs(found)
    assert all("CYP2C19" in said.partition(":")[0] for said in conclusions(found))


def test_haplotypes_and_treatments_narrow_one_another(client):
    found = ask(client, subject="teaching-01", haplotypes="CYP2D6*1", treatments="sertraline")

    assert implications(found)
    assert all("CYP2D6" in said.partition(":")[0] for said in conclusions(found))


def test_variant_is_found_by_its_dbsnp_code(client):
    found = ask(client, subject="teaching-18", variants="rs6311", treatments="citalopram")

    assert all("HTR2A" in said for said in conclusions(found))
    assert conclusions(found)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"haplotypes": "CYP2C19*17"},  # of somebody else
        {"treatments": "levodopa", "haplotypes": "CYP2B6*1"},
    ],
)
def test_nothing_sought_or_nothing_there(client, given):
    assert "parameter" not in ask(client, subject="teaching-01", **given)


def test_patient_without_results_has_no_implication(client):
    assert "parameter" not in ask(client, subject="teaching-26", treatments="escitalopram")


def test_results_that_contradict_imply_nothing(client):
    found = ask(client, subject="teaching-30", treatments="citalopram")

    assert not any("CYP2C19" in said.partition(":")[0] for said in conclusions(found))


def test_co_medication_and_genotype_stand_in_one_sentence(client):
    found = conclusions(ask(client, subject="teaching-22", treatments="vortioxetine"))

    assert any("poor by co-medication, normal by genotype" in said for said in found)


def test_level_of_evidence_that_is_not_known_is_left_out(client):
    found = ask(client, subject="teaching-01", treatments="escitalopram")

    assert "93044-6" not in {*at(found, "parameter.resource.component.code.coding.code")}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"treatments": "sertraline"}, 400),
        ({"subject": "nobody", "treatments": "sertraline"}, 404),
        ({"subject": "teaching-01", "treatments": "sertralin"}, 422),
    ],
)
def test_what_cannot_be_asked(client, given, status):
    ask(client, status, **given)


@pytest.mark.parametrize("address", [TX, HAPLOTYPES])
def test_filter_that_is_not_offered_is_refused(client, address):
    response = client.get(address, {"subject": "teaching-01", "testIdentifiers": "x"})

    outcome = checked(response, 400)
    assert "testIdentifiers" in outcome["issue"][1]["diagnostics"]
