"""The effect that a published odds ratio asks of a modifier."""

from dataclasses import replace

import numpy as np
import pytest

from pgx.science import chain, evidence

# An odds ratio that the bounds of every gene reach, in the direction of its mechanism.
WITHIN = {"SLC6A4": 1.1, "HTR1A": 0.95, "HTR4": 1.1, "BDNF": 0.85, "ABCB1": 1.02}


@pytest.fixture(scope="module")
def setup(knowledge):
    return chain.setup(knowledge)


def target(setup, gene):
    return setup.knowledge.evidence_targets[gene]


@pytest.mark.parametrize("gene", WITHIN)
def test_solve_reproduces_the_odds_ratio(setup, gene):
    wanted = target(setup, gene)

    found = evidence.solve(setup, wanted, WITHIN[gene])

    assert found.is_found
    again = evidence.ln_odds_ratios(setup, wanted, np.array([found.effect]))[0]
    assert np.exp(again) == pytest.approx(WITHIN[gene], rel=1e-6)
    assert found.odds_ratio == pytest.approx(WITHIN[gene], rel=1e-6)


@pytest.mark.parametrize("gene", WITHIN)
def test_solve_finds_the_direction_of_the_mechanism(setup, gene):
    """What the release ships pulls the odds ratio the same way, so the signs agree."""
    wanted = target(setup, gene)
    shipped = evidence.shipped(setup, wanted)

    found = evidence.solve(setup, wanted, WITHIN[gene])

    assert np.sign(np.log(shipped.odds_ratio)) == np.sign(np.log(WITHIN[gene]))
    assert np.sign(found.effect) == np.sign(shipped.effect)


@pytest.mark.parametrize("gene", WITHIN)
def test_solve_finds_what_the_release_ships(setup, gene):
    shipped = evidence.shipped(setup, target(setup, gene))

    found = evidence.solve(setup, target(setup, gene), shipped.odds_ratio)

    assert found.effect == pytest.approx(shipped.effect, rel=1e-6)


@pytest.mark.parametrize(("gene", "odds_ratio"), [("SLC6A4", 1.58), ("HTR4", 2.0), ("ABCB1", 1.3)])
def test_solve_says_that_none_does_and_what_comes_nearest(setup, gene, odds_ratio):
    wanted = target(setup, gene)

    found = evidence.solve(setup, wanted, odds_ratio)

    assert not found.is_found
    assert found.effect in (wanted.low, wanted.high)
    assert 1 < found.odds_ratio < odds_ratio


def test_solve_for_no_association_is_no_effect(setup):
    for wanted in setup.knowledge.evidence_targets.values():
        assert evidence.solve(setup, wanted, 1.0) == evidence.Solution(True, 0.0, 1.0)


def test_an_outcome_and_its_opposite_have_inverse_odds_ratios(setup):
    wanted = target(setup, "HTR4")
    effects = np.array([-0.5, 0.2])
    opposite = replace(wanted, outcome="remission")

    found = evidence.ln_odds_ratios(setup, wanted, effects)

    assert found == pytest.approx(-evidence.ln_odds_ratios(setup, opposite, effects))


def test_shrinkage_is_the_lambda_of_the_weaker_letter_and_0_after_a_null(setup):
    knowledge, p = setup.knowledge, setup.knowledge.parameters
    marker = replace(knowledge.markers["5-HTTLPR"], evidence_grade="B/D")
    graded = replace(knowledge, markers={**knowledge.markers, "5-HTTLPR": marker})

    assert evidence.shrinkage(knowledge, target(setup, "SLC6A4")) == p.lambda_C
    assert evidence.shrinkage(knowledge, target(setup, "HTR4")) == p.lambda_C  # "C-"
    assert evidence.shrinkage(graded, target(setup, "SLC6A4")) == p.lambda_D
    assert evidence.shrinkage(knowledge, target(setup, "BDNF")) == 0


def test_solve_changes_no_other_answer(setup):
    rows = chain.reference_rows(setup, np.arange(len(setup.drugs)))
    before = chain.simulate(setup, rows, ("R_at", "p_response"))

    evidence.solve(setup, target(setup, "BDNF"), 1.48)

    after = chain.simulate(setup, rows, ("R_at", "p_response"))
    for key, values in before.items():
        assert np.array_equal(values, after[key], equal_nan=True)
