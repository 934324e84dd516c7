import itertools

import pytest

from pgx.science.guideline import NO_RESULT, look_up
from pgx.science.phenotypes import FunctionalClass

PHENOTYPES = ("Poor", "Likely Poor", "Intermediate", "Likely Intermediate", "Normal", "Rapid")
ALL = (*(f"{name} Metabolizer" for name in (*PHENOTYPES, "Ultrarapid")), "Indeterminate")


def enzyme(gene, phenotype):
    status = "called" if phenotype else "not tested"
    return FunctionalClass(gene, "", status, None, phenotype or "")


def find(knowledge, drug, genes, **phenotypes):
    enzymes = {gene: enzyme(gene, phenotypes.get(gene)) for gene in ("CYP2C19", "CYP2B6")}
    return next(f for f in look_up(knowledge, drug, enzymes) if f.genes == genes)


def test_look_up_finds_the_row_of_a_phenotype(knowledge):
    found = find(knowledge, "escitalopram", ("CYP2C19",), CYP2C19="Poor Metabolizer")

    assert found.statement.strength == "Strong"
    assert found.statement.actions[0] == "other drug"


def test_look_up_fills_the_gene_that_was_not_tested(knowledge):
    pair = ("CYP2C19", "CYP2B6")

    found = find(knowledge, "sertraline", pair, CYP2B6="Poor Metabolizer")

    assert found.keys == (NO_RESULT, "Poor Metabolizer")
    assert found.statement


def test_look_up_says_why_there_is_no_statement(knowledge):
    assert "CYP2C19 is not tested" in find(knowledge, "citalopram", ("CYP2C19",)).said


@pytest.mark.parametrize("drug", ["citalopram", "escitalopram", "sertraline"])
def test_look_up_never_fails_and_says_no_recommendation_for_slc6a4(knowledge, drug):
    for first, second in itertools.product((None, *ALL), repeat=2):
        enzymes = {"CYP2C19": enzyme("CYP2C19", first), "CYP2B6": enzyme("CYP2B6", second)}
        findings = look_up(knowledge, drug, enzymes)
        assert all(finding.said for finding in findings)
        slc6a4 = next(f for f in findings if f.genes == ("SLC6A4",))
        assert slc6a4.statement.actions == ("no recommendation",)
