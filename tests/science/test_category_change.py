import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.science.category_change import MOST, candidates, category_changes, relevant_genes
from pgx.science.guideline import look_up
from pgx.science.panel import read_call
from pgx.science.phenotypes import FunctionalClass, metabolizer
from pgx.science.recommendation import recommend

DIPLOTYPES = {
    "CYP2C19": ("", "*1/*1", "*1/*2", "*2/*2", "*1/*17", "*17/*17", "*2/*9", "*1/*9", "*1/*12"),
    "CYP2D6": ("", "*1/*1", "*4/*4", "*1/*4", "*4/*10", "*1x2/*17", "*1x2/*2x2", "*1/*22"),
    "CYP2B6": ("", "*1/*1", "*6/*6", "*1/*6", "*4/*4", "*1/*4"),
}
panels = st.fixed_dictionaries({gene: st.sampled_from(own) for gene, own in DIPLOTYPES.items()})


def typed(knowledge, diplotypes):
    return {
        gene: metabolizer(
            knowledge, gene, read_call(knowledge.markers[gene], diplotypes.get(gene, ""))
        )
        for gene in knowledge.enzymes
    }


def category(knowledge, drug, enzymes):
    """The slow way: every body and gene is asked."""
    return recommend(look_up(knowledge, drug, enzymes), knowledge.enzymes).category


def classes_of(knowledge, change):
    """Every class that a change stands for."""
    wanted = change.scores or (None,)
    return [
        each
        for each in candidates(knowledge, change.gene)
        if each.phenotype == change.to and each.score in wanted
    ]


def replaced(enzymes, *classes):
    return enzymes | {each.gene: each for each in classes}


@settings(max_examples=40, deadline=None)
@given(panels)
def test_every_change_gives_the_category_that_it_says(knowledge, diplotypes):
    enzymes = typed(knowledge, diplotypes)
    for drug in knowledge.drugs:
        now = category(knowledge, drug, enzymes)
        for each in category_changes(knowledge, drug, enzymes):
            assert each.category != now
            tried = [classes_of(knowledge, change) for change in each.changes]
            assert all(tried)
            for classes in itertools.product(*tried):
                got = category(knowledge, drug, replaced(enzymes, *classes))
                assert got == each.category, (drug, each)


@settings(max_examples=15, deadline=None)
@given(panels)
def test_no_smaller_set_exists(knowledge, diplotypes):
    """By brute force over every gene of the release, not only those that a table names."""
    enzymes = typed(knowledge, diplotypes)
    for drug in knowledge.drugs:
        found = category_changes(knowledge, drug, enzymes)
        sizes = {len(each.changes) for each in found}
        assert len(sizes) <= 1
        now = category(knowledge, drug, enzymes)
        singles = {
            category(knowledge, drug, replaced(enzymes, other))
            for gene in knowledge.enzymes
            for other in candidates(knowledge, gene)
        } - {now}
        assert (sizes == {1}) == bool(singles), drug
        if len(found) < MOST and singles:
            assert {each.category for each in found} == singles


@pytest.mark.parametrize("drug", ["mirtazapine", "fluoxetine", "sertraline", "amitriptyline"])
def test_where_nothing_is_found_no_pair_changes_it_either(knowledge, drug):
    for diplotypes in ({}, {"CYP2C19": "*2/*2", "CYP2D6": "*4/*4"}, {"CYP2D6": "*1/*1"}):
        enzymes = typed(knowledge, diplotypes)
        now = category(knowledge, drug, enzymes)
        pairs = itertools.product(*(candidates(knowledge, gene) for gene in knowledge.enzymes))
        every = {category(knowledge, drug, replaced(enzymes, *each)) for each in pairs}
        assert bool(category_changes(knowledge, drug, enzymes)) == bool(every - {now})


def test_two_genes_are_changed_where_one_is_not_enough(knowledge):
    enzymes = typed(knowledge, {"CYP2C19": "*2/*2", "CYP2D6": "*4/*4"})

    found = category_changes(knowledge, "amitriptyline", enzymes)

    assert {tuple(c.gene for c in each.changes) for each in found} == {("CYP2D6", "CYP2C19")}
    assert {each.category for each in found} == {
        "consider another dose or slower titration",
        "usual start",
    }


def test_scores_of_one_phenotype_and_category_are_one_change(knowledge):
    found = category_changes(knowledge, "nortriptyline", typed(knowledge, {"CYP2D6": "*1/*1"}))

    assert [(c.was, c.to, c.scores) for each in found for c in each.changes] == [
        ("Normal Metabolizer", "Poor Metabolizer", (0.0,)),
        ("Normal Metabolizer", "Intermediate Metabolizer", (0.25, 0.5, 0.75, 1.0)),
        ("Normal Metabolizer", "Ultrarapid Metabolizer", (2.5,)),
    ]


def test_a_gene_that_was_not_tested_says_so(knowledge):
    found = category_changes(knowledge, "citalopram", {})

    assert {change.was for each in found for change in each.changes} == {"not tested"}
    assert "usual start" in {each.category for each in found}


def test_a_likely_phenotype_that_does_the_same_is_left_out(knowledge):
    found = category_changes(knowledge, "citalopram", typed(knowledge, {"CYP2C19": "*1/*1"}))

    assert not [c for each in found for c in each.changes if c.to.startswith("Likely")]


def test_relevant_genes_are_those_by_which_the_leading_body_advises(knowledge):
    assert relevant_genes(knowledge, "citalopram") == ("CYP2C19",)
    assert relevant_genes(knowledge, "sertraline") == ("CYP2C19", "CYP2B6")
    assert relevant_genes(knowledge, "mirtazapine") == ()


def test_candidates_hold_every_phenotype_and_every_score_of_the_rows(knowledge):
    scores = [each.score for each in candidates(knowledge, "CYP2D6")]
    rows = {
        float(s.keys[s.genes.index("CYP2D6")])
        for s in knowledge.statements
        if s.body == "CPIC" and "CYP2D6" in s.genes and s.keys[s.genes.index("CYP2D6")][0].isdigit()
    }

    assert set(scores) - rows == {2.5}  # stands for all above 2.25
    for gene in ("CYP2C19", "CYP2B6"):
        known = {found.phenotype for (own, _), found in knowledge.phenotypes.items() if own == gene}
        assert {each.phenotype for each in candidates(knowledge, gene)} == known - {"Indeterminate"}


def test_a_call_of_unknown_function_can_be_changed(knowledge):
    unknown = FunctionalClass("CYP2C19", "*1/*12", "called", phenotype="Indeterminate")

    found = category_changes(knowledge, "citalopram", {"CYP2C19": unknown})

    assert {change.was for each in found for change in each.changes} == {"Indeterminate"}
