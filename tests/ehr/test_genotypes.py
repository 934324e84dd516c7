import pytest

from pgx.ehr.fhir.declared import Observation
from pgx.ehr.genotypes import LONGEST, read_genotypes
from tests.ehr.calls import observation


def read(knowledge, *observations):
    return read_genotypes(knowledge, [Observation.model_validate(each) for each in observations])


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
    ],
)
def test_marker_and_text_are_found(knowledge, given, texts):
    found = read(knowledge, given)

    assert (found.texts, found.unread) == (texts, [])


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
