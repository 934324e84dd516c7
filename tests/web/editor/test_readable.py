import pytest
from django.http import QueryDict

from pgx.web.explore import explore


def read(knowledge, query):
    page = explore(knowledge, QueryDict(query))
    assert page.errors
    return {gene.gene: gene for gene in (*page.genes.guideline, *page.genes.model)}


@pytest.mark.parametrize(
    "fault",
    [
        "drug=escitaloprm",
        "drug=sertraline&dose_mg_per_day=ten",
        "dose_mg_per_day=10",
        "orientation=up",
        "rs9999999=A/G",
        "rs6295=C/C&rs6295=C/G",
        "mechanism_reaches_symptoms=maybe",
    ],
)
def test_a_fault_elsewhere_leaves_a_genotype_read(knowledge, fault):
    gene = read(knowledge, f"CYP2C19=*2/*2&{fault}")["CYP2C19"]

    assert gene.fields[0].call.genotype == "*2/*2"
    assert gene.amounts.name == "Poor Metabolizer"


def test_a_second_fault_is_said_at_its_own_field(knowledge):
    (field,) = read(knowledge, "drug=escitaloprm&CYP2C19=*2/*2x")["CYP2C19"].fields

    assert field.is_bad
    assert field.call.status == "invalid"


def test_a_co_medication_still_converts_the_phenotype(knowledge):
    gene = read(knowledge, "drug=x&CYP2D6=*1/*1&co_medications=bupropion")["CYP2D6"]

    assert gene.amounts.name.startswith("Poor Metabolizer")


def test_a_field_given_twice_is_not_read(knowledge):
    (field,) = read(knowledge, "rs6295=C/C&rs6295=C/G&orientation=plus")["HTR1A"].fields

    assert not field.call.given
