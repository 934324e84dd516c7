import pytest

from tests.ehr.fhir.asking import HAPLOTYPES, checked

pytestmark = pytest.mark.usefixtures("release")
CYP2C19 = "http://www.genenames.org|HGNC:2621"


def ask(client, status=200, **given):
    return checked(client.get(HAPLOTYPES, given), status)


def parts(found):
    """By gene: the values of genotypes and haplotypes."""
    return {
        each["part"][0]["valueString"]: [
            (part["name"], part["resource"]["valueCodeableConcept"]["text"])
            for part in each["part"][1:]
        ]
        for each in found.get("parameter", [])
    }


@pytest.mark.parametrize("gene", [CYP2C19, "HGNC:2621", "CYP2C19", "cyp2c19", "CYP2C19,HGNC:2621"])
def test_a_gene_has_its_genotype_and_haplotypes(client, gene):
    found = ask(client, subject="Patient/teaching-02", genes=gene)

    assert parts(found) == {
        CYP2C19: [
            ("genotype", "CYP2C19 *1/*2"),
            ("haplotype", "CYP2C19*1"),
            ("haplotype", "CYP2C19*2"),
        ]
    }


def test_gene_without_a_result_is_left_out(client):
    assert ask(client, subject="teaching-26", genes="CYP2C19").get("parameter") is None
    assert list(parts(ask(client, subject="teaching-20", genes="CYP2C19,CYP2D6"))) == [CYP2C19]


def test_results_that_contradict_are_both_shown(client):
    found = parts(ask(client, subject="teaching-30", genes="CYP2C19"))

    genotypes = [text for name, text in found[CYP2C19] if name == "genotype"]
    assert genotypes == ["CYP2C19 *1/*1", "CYP2C19 *2/*2"]


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({"subject": "teaching-01"}, 400, "genes"),
        ({"genes": "CYP2C19"}, 400, "subject"),
        ({"subject": "nobody", "genes": "CYP2C19"}, 404, "nobody"),
        ({"subject": "teaching-01", "genes": "CYP2C91"}, 422, "Did you mean CYP2C19?"),
    ],
)
def test_what_cannot_be_asked(client, given, status, says):
    issues = ask(client, status, **given)["issue"]

    assert says in " ".join(issue["diagnostics"] for issue in issues)
