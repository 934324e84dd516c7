from itertools import pairwise

from pgx.science.classes import activity, every_class
from pgx.science.phenotypes import INDETERMINATE


def test_every_class_has_each_pair_of_functions(knowledge):
    found = every_class(knowledge, "CYP2C19")
    pairs = [each for each in knowledge.phenotypes.values() if each.phenotype != INDETERMINATE]
    own = {functions for gene, functions in knowledge.phenotypes if gene == "CYP2C19"}

    assert {frozenset(each.functions) for each in found} < own
    assert len([e for e in found if e.phenotype == "Likely Intermediate Metabolizer"]) == 3
    assert {each.phenotype for each in found} <= {each.phenotype for each in pairs}


def test_every_class_has_each_score_of_a_table_and_one_beyond_the_last(knowledge):
    scores = [each.score for each in every_class(knowledge, "CYP2D6")]

    assert scores[:5] == [0, 0.25, 0.5, 0.75, 1]
    assert 2.5 in scores, "where DPWG ends its normal metabolizers"
    assert scores[-1] > 2.5, "and one that no body calls normal"


def test_every_class_begins_with_the_least_active(knowledge):
    for gene in knowledge.enzymes:
        found = every_class(knowledge, gene)
        assert all(activity(one) <= activity(other) for one, other in pairwise(found))
