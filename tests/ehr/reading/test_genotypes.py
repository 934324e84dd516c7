import pytest

from pgx.ehr.fhir.codes import HGNC, PHARMVAR
from pgx.ehr.reading.declared import Observation
from pgx.ehr.reading.genotypes import read_genotypes
from pgx.ehr.reading.observations import LONGEST
from tests.ehr.calls import observation
from tests.ehr.reading.variant import HOMOZYGOUS, variant


def read(knowledge, *observations):
    return read_genotypes(knowledge, [Observation.model_validate(each) for each in observations])


def coded(system, code, gene="CYP2C19"):
    """A genotype whose value is a code without words."""
    found = observation("", gene=gene)
    found["valueCodeableConcept"] = {"coding": [{"system": system, "code": code}]}
    return found


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (observation("*2/*2", gene="CYP2C19"), {"CYP2C19": "*2/*2"}),
        (observation("CYP2C19 *2/*2"), {"CYP2C19": "*2/*2"}),
        (observation("CYP2C19*2/*2"), {"CYP2C19": "*2/*2"}),
        (observation("CYP2C19:*2/*2"), {"CYP2C19": "*2/*2"}),
        (observation("*2/*2", text="CYP2C19 genotype"), {"CYP2C19": "*2/*2"}),
        (observation("rs6295 C/G"), {"rs6295": "C/G"}),
        (observation("rs6295: C/G", gene="HTR1A"), {"rs6295": "C/G"}),
        (observation("L/S", text="5-HTTLPR", code=""), {"5-HTTLPR": "L/S"}),
        (observation("Val66Met"), {"rs6265": "Val66Met"}),
        (observation("", text="rs6265", valueString="Val/Met"), {"rs6265": "Val/Met"}),
        (observation("", valueString="CYP2C19 *1/*2"), {"CYP2C19": "*1/*2"}),
        (observation("CYP2D6 *1/*4x2"), {"CYP2D6": "*1/*4x2"}),
        (observation("5-HTTLPR S/L", code=""), {"5-HTTLPR": "S/L"}),
        (observation("*1/*2", gene="CYP2C19", status="amended"), {"CYP2C19": "*1/*2"}),
    ],
)
def test_marker_and_text_are_found(knowledge, given, texts):
    found = read(knowledge, given)

    assert (found.texts, found.unread) == (texts, [])


def test_value_that_is_only_a_code_is_read(knowledge):
    assert read(knowledge, coded(PHARMVAR, "*1/*2")).texts == {"CYP2C19": "*1/*2"}


@pytest.mark.parametrize("system", [HGNC, f"{HGNC}/geneId"])  # the second: of older guides
def test_gene_that_is_only_a_number_of_hgnc_is_found(release, knowledge, system):
    given = observation("*1/*2", gene="x")
    given["component"][0]["valueCodeableConcept"] = {
        "coding": [{"system": system, "code": "HGNC:2621"}]
    }

    assert read(knowledge, given).texts == {"CYP2C19": "*1/*2"}


def test_value_of_a_coding_is_read(knowledge):
    given = observation("", gene="CYP2C19")
    given["valueCodeableConcept"] = {"coding": [{"display": "CYP2C19 *1/*17"}]}

    assert read(knowledge, given).texts == {"CYP2C19": "*1/*17"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (observation("*4/*4", gene="CYP9Z9"), "names no marker"),
        (observation("CYP2C19 *2/*2", gene="CYP2B6"), "names CYP2C19 and CYP2B6"),
        (observation("", gene="CYP2C19"), "no value in words"),
        (observation("*2/*2", gene="CYP2C19", status="entered-in-error"), "entered-in-error"),
        (observation("Poor metabolizer", gene="CYP2C19", code="79716-7"), "is no genotype"),
        (observation("CYP2C19 *2/*2" + " " * LONGEST + "x"), "too long"),
        (observation("CYP2C19 Poor Metabolizer"), "a phenotype, not a genotype"),
        (observation("PM", gene="CYP2C19"), "a phenotype, not a genotype"),
        (observation("", valueString="CYP2D6 normal function"), "a phenotype"),
        (coded(PHARMVAR, "PV00123"), "a number of PharmVar is not read"),
        (observation("*2/*2", gene="CYP2C19", status="preliminary"), "is pending"),
        (observation("", gene="CYP2C19", status="registered"), "is pending"),
        (observation("*2/*2", gene="CYP2C19", status="cancelled"), "status is cancelled"),
        (
            observation("", gene="CYP2C19", dataAbsentReason={"text": "Specimen failed"}),
            "no value (Specimen failed)",
        ),
    ],
)
def test_what_gives_no_genotype_is_listed(knowledge, given, says):
    found = read(knowledge, given)

    assert found.texts == {}
    assert says in found.unread[0]


def test_results_that_differ_are_not_chosen_between(knowledge):
    found = read(knowledge, *(observation(text, gene="CYP2C19") for text in ("*1/*1", "*2/*2")))

    assert found.texts == {}
    assert "*1/*1 and *2/*2" in found.unread[0]


def test_the_same_result_twice_is_one(knowledge):
    found = read(knowledge, observation("CYP2C19 *1/*2"), observation("*1/*2", gene="CYP2C19"))

    assert (found.texts, found.unread) == ({"CYP2C19": "*1/*2"}, [])


def test_two_haplotypes_are_a_diplotype(knowledge):
    both = [observation(f"CYP2C19{star}", code="84414-2") for star in ("*1", "*2")]

    assert read(knowledge, *both).texts == {"CYP2C19": "*1/*2"}


def test_one_haplotype_is_not_a_diplotype(knowledge):
    found = read(knowledge, observation("CYP2C19*2", code="84414-2"))

    assert found.texts == {}
    assert "two are needed" in found.unread[0]


def test_a_haplotype_that_was_sent_twice_is_no_diplotype(knowledge):
    haplotype = observation("CYP2C19*17", code="84414-2", id="a")

    once = read(knowledge, haplotype, haplotype)
    both = read(knowledge, haplotype, haplotype | {"id": "b"})

    assert (once.texts, both.texts) == ({}, {"CYP2C19": "*17/*17"})
    assert once.unread == ["CYP2C19: 1 haplotype(s), *17; two are needed."]


def test_haplotypes_do_not_contradict_the_genotype_that_derives_from_them(knowledge):
    haplotypes = [observation(f"CYP2C19{star}", code="84414-2") for star in ("*1", "*2")]

    found = read(knowledge, *haplotypes, observation("CYP2C19 *1/*2"))

    assert (found.texts, found.unread) == ({"CYP2C19": "*1/*2"}, [])


def test_letters_of_either_strand_do_not_contradict_a_declared_one(knowledge):
    both = [observation("rs6295 C/C"), variant(HOMOZYGOUS, ref="G", alt="C")]

    for order in (both, both[::-1]):
        found = read(knowledge, *order)
        assert (found.texts, found.unread) == ({"rs6295": "C/C"}, [])
        assert found.orientation == {"rs6295": "plus"}


def test_variant_and_genotype_that_agree_are_one_result(knowledge):
    found = read(knowledge, variant(), observation("rs6295 G/C"))

    assert list(found.texts) == ["rs6295"]
    assert found.unread == []
