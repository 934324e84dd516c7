"""Every resource against the R4B models of fhir.resources, and what they refer to."""

from importlib import import_module

import pytest

from pgx.ehr.fhir.codes import profile
from pgx.ehr.fhir.search.matching import at
from pgx.ehr.fhir.store import TYPES, stored
from tests.ehr.calls import bundle
from tests.ehr.fhir.asking import HAPLOTYPES, TX, assert_marked, assess, every_resource

pytestmark = pytest.mark.usefixtures("release")


def validate(resource):
    """Raises ValidationError where the resource is not of R4B."""
    kind = resource["resourceType"]
    module = import_module(f"fhir.resources.R4B.{kind.lower()}")
    getattr(module, kind).model_validate(resource)


def on_file():
    return [each for kind in TYPES for each in stored()[kind].values()]


def test_every_type_is_on_file():
    assert {each["resourceType"] for each in on_file()} == set(TYPES)


def test_everything_on_file_is_marked():
    for each in on_file():
        assert_marked(each)


def test_every_reference_leads_somewhere():
    kinds = stored()
    ways = ("subject", "derivedFrom", "result", "performer", "requester", "generalPractitioner")
    for each in on_file():
        for way in ways:
            for target in at(each, f"{way}.reference"):
                kind, name = target.split("/")
                assert name in kinds[kind], target


def test_genomic_observations_have_their_profile():
    kinds = {"84413-4": "genotype", "84414-2": "haplotype", "69548-6": "variant"}
    seen = set()
    for each in stored()["Observation"].values():
        (code,) = at(each, "code.coding.code")
        assert each["meta"]["profile"] == [profile(kinds[code])]
        assert {*at(each, "category.coding.code")} == {"laboratory", "GE"}
        seen.add(code)
    assert seen == set(kinds)


def test_genotype_that_gives_no_call_says_why():
    ambiguous = stored()["Observation"]["teaching-19-genotype-rs6295-1"]

    assert "could be literature C/C or G/G" in ambiguous["text"]["div"]
    assert "derivedFrom" not in ambiguous


def test_report_tells_pending_from_none():
    reports = stored()["DiagnosticReport"]

    assert reports["teaching-27-report"]["status"] == "registered"
    assert "result" not in reports["teaching-27-report"]
    assert "teaching-26-report" not in reports
    assert reports["teaching-01-report"]["conclusion"].startswith("CYP2C19 *2/*2: Poor Metabolizer")


def test_everything_on_file_is_valid():
    for each in on_file():
        validate(each)


@pytest.mark.parametrize(
    "address",
    [
        "/fhir/metadata",
        "/fhir/DiagnosticReport?_include=*",
        "/fhir/Patient?nonsense=1",
        "/fhir/Patient/nobody",
        f"{HAPLOTYPES}?subject=teaching-17&genes=CYP2C19,HTR1A",
        f"{TX}?subject=teaching-17&treatments=fluvoxamine,sertraline",
    ],
)
def test_every_kind_of_answer_is_valid(client, address):
    for each in every_resource(client.get(address).json()):
        validate(each)


def test_answer_to_assess_is_valid(client):
    of_one = [
        each for each in on_file() if {*at(each, "subject.reference")} == {"Patient/teaching-22"}
    ]
    for each in every_resource(assess(client, bundle(*of_one))):
        validate(each)
