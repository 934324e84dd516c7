"""What must hold for any person, drug and dose (model.md 10)."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pgx.science import chain, clock, plasticity, rapid, response
from pgx.science.chain import Rows
from pgx.science.exposure import Regimens
from tests.science.people import at, genotype, mixed_rows, people, rows_of, simulate

EVERYTHING = (
    *("Ct_sum", "to_steady", "steady.th_SERT", "A_at", "F_at", "S_at", "b_at", "q_at", "f_at"),
    *("n3_at", "dH_at", "sH_at", "pH_at", "dP_at", "sP_at", "pP_at", "K_at", "R_at", "I_drug"),
    *("points", "hamd", "p_response", "p_remission", "p_side", "side_index"),
)
WEEKS = (7.0, 14.0, 28.0, 56.0, 84.0)
few = settings(max_examples=40, deadline=None)
many = settings(max_examples=200, deadline=None)
ratios = st.floats(0.05, 8)
times_of_label = st.floats(0, 10)


def any_drug(knowledge):
    return st.sampled_from(sorted(knowledge.drugs))


def one_of_each(knowledge, people, times):
    """Every drug at so many times its label's highest dose, each with a person."""
    drugs = list(knowledge.drugs.values())
    doses = [drug.value("label_dose_high") * times for drug in drugs]
    subjects = [people[place % len(people)] for place in range(len(drugs))]
    pairs = zip((drug.drug for drug in drugs), doses, strict=True)
    return mixed_rows(knowledge, list(pairs), *subjects)


@few
@given(person=genotype)
def test_dose_0_does_exactly_nothing(knowledge, person):
    rows = one_of_each(knowledge, [person], 0)
    run = chain.simulate(chain.setup(knowledge), rows, (*EVERYTHING, "I_raw"))

    assert (run["S_at"] == 1).all()
    assert (run["R_at"] == 0).all()
    assert (run["I_raw"] == 0).all()
    assert (np.nan_to_num(run["I_drug"]) == 0).all()
    assert (run["q_at"] == 0).all()
    assert (run["F_at"] == 1).all()
    assert (run["A_at"] == 1).all()
    assert (np.nan_to_num(run["side_index"]) == 0).all()


@few
@given(person=genotype, doses=st.lists(st.floats(0, 1000), min_size=2, max_size=6, unique=True))
def test_occupancy_rises_with_dose_and_stays_below_its_ceiling(knowledge, person, doses):
    doses = sorted(doses)
    for drug in ("citalopram", "clomipramine", "venlafaxine"):
        rows = rows_of(knowledge, drug, doses, person)
        setup = chain.setup(knowledge)
        run = chain.simulate(setup, rows, ("steady.th_SERT", "steady.th_NET", "plasma.an_M1"))

        for key, values in run.items():
            assert (np.diff(values[:, 0]) >= 0).all(), key
        assert (run["steady.th_SERT"] <= knowledge.parameters.Emax_SERT).all()
        assert (run["steady.th_NET"] <= 1).all()


@settings(max_examples=200)
@given(a=st.floats(0, 50))
@example(a=0.0)
@example(a=1e-300)
def test_firing_is_exactly_1_without_a_block(a):
    assert plasticity.F0(np.array(a), np.array(1.0)) == 1


@settings(max_examples=200)
@given(a=st.floats(0, 50), M=st.floats(1, 20))
@example(a=0.0, M=20.0)
@example(a=1e-300, M=5.0)
def test_firing_solves_its_equation_also_without_feedback(a, M):
    F = plasticity.F0(np.array(a), np.array(M))

    assert np.isfinite(F)
    assert F > 0
    assert F * (1 + a * (F * M - 1)) == pytest.approx(1, rel=1e-9)


@few
@given(person=genotype, times=st.floats(0.05, 10), data=st.data())
def test_s_prime_met_and_htr4_never_raise_resilience_at_week_12(knowledge, person, times, data):
    drug = knowledge.drugs[data.draw(any_drug(knowledge))]
    worse = [("SLC6A4", 1), ("SLC6A4", 2), ("BDNF", 1), ("BDNF", 2), ("HTR4", 1)]
    pairs = [{**person, name: count} for name, more in worse for count in (more, more - 1)]
    rows = rows_of(knowledge, drug.drug, drug.value("reference_dose") * times, *pairs)

    R = simulate(knowledge, "R_at", rows, 84.0)[:, 0]

    assert (R[::2] <= R[1::2] + 1e-12).all()


def check_bounds(knowledge, people, times):
    rows = one_of_each(knowledge, people, times)
    setup, p = chain.setup(knowledge), knowledge.parameters
    run = chain.simulate(setup, rows, EVERYTHING)
    shown = np.isfinite(setup.coverage)

    assert (run["K_at"] <= p.Kmax).all()
    assert (run["K_at"] >= 0).all()
    for key in ("n3_at", "dH_at", "sH_at", "pH_at", "dP_at", "sP_at", "pP_at", "R_at", "S_at"):
        assert np.isfinite(run[key]).all(), key
    assert (run["hamd"][shown] >= 0).all()
    assert (run["hamd"][shown] <= p.H0 * (1 + 1e-12)).all()
    for key in ("p_response", "p_remission"):
        assert ((run[key][shown] >= 0) & (run[key][shown] <= 1)).all(), key
    assert ((run["p_side"] > 0) & (run["p_side"] < 1)).all()
    index = run["side_index"][np.isfinite(run["side_index"])]
    assert ((index >= -1e-12) & (index < 1)).all()
    assert (run["steady.th_SERT"] <= p.Emax_SERT).all()
    assert ((run["A_at"] >= 1 - p.delta) & (run["A_at"] <= 1 + 1e-12)).all()


@few
@given(person=genotype, other=genotype, times=times_of_label)
def test_everything_stays_in_its_bounds_up_to_ten_times_the_label(knowledge, person, other, times):
    check_bounds(knowledge, [person, other], times)


@pytest.mark.long
@many
@given(person=genotype, other=genotype, times=times_of_label)
def test_everything_stays_in_its_bounds_for_many(knowledge, person, other, times):
    check_bounds(knowledge, [person, other], times)


@few
@given(someone=st.lists(genotype, min_size=3, max_size=5), data=st.data())
def test_permuting_subjects_permutes_results(knowledge, someone, data):
    rows = one_of_each(knowledge, someone, 1)
    order = np.array(data.draw(st.permutations(range(len(rows)))))
    setup = chain.setup(knowledge)

    first = chain.simulate(setup, rows, EVERYTHING)
    second = chain.simulate(setup, rows.take(order), EVERYTHING)

    for key in EVERYTHING:
        assert np.array_equal(first[key][order], second[key], equal_nan=True), key


def check_alone(knowledge, someone, data):
    rows = one_of_each(knowledge, someone, data.draw(st.floats(0.01, 3)))
    setup = chain.setup(knowledge)
    whole = chain.simulate(setup, rows, EVERYTHING)

    place = data.draw(st.integers(0, len(rows) - 1))
    alone = chain.simulate(setup, rows.take(np.array([place])), EVERYTHING)

    for key in EVERYTHING:
        assert np.array_equal(whole[key][[place]], alone[key], equal_nan=True), key


@few
@given(someone=st.lists(genotype, min_size=2, max_size=4), data=st.data())
def test_a_row_does_not_depend_on_those_beside_it(knowledge, someone, data):
    check_alone(knowledge, someone, data)


@pytest.mark.long
@many
@given(someone=st.lists(genotype, min_size=2, max_size=4), data=st.data())
def test_many_rows_do_not_depend_on_those_beside_them(knowledge, someone, data):
    check_alone(knowledge, someone, data)


@pytest.mark.parametrize("drug", ["ketamine", "esketamine", "psilocybin"])
def test_a_single_dose_does_not_depend_on_other_schedules_beside_it(knowledge, drug):
    beside = ("ketamine", "esketamine", "psilocybin", "citalopram")
    setup, rows = (
        chain.setup(knowledge),
        mixed_rows(knowledge, [(x, 30) for x in beside], *[{}] * 4),
    )
    whole = chain.simulate(setup, rows, EVERYTHING)

    place = beside.index(drug)
    alone = chain.simulate(setup, rows.take(np.array([place])), EVERYTHING)

    for key in EVERYTHING:
        assert np.array_equal(whole[key][[place]], alone[key], equal_nan=True), key


def random_rows(knowledge, count, seed=7):
    """Rows of all drugs with random doses and genotypes."""
    rng, drugs = np.random.default_rng(seed), list(knowledge.drugs.values())
    index = rng.integers(0, len(drugs), count)
    label = np.array([drug.value("label_dose_high") for drug in drugs])
    subjects = [
        {
            "ratio": rng.lognormal(0, 0.7),
            "metabolite": rng.lognormal(0, 0.7),
            **{name: rng.integers(0, 3) for name in ("SLC6A4", "HTR1A", "BDNF", "ABCB1")},
            **{name: rng.integers(0, 2) for name in ("HTR4", "HTR2A", "HTR3B")},
        }
        for _ in range(count)
    ]
    reach = rows_of(knowledge, "citalopram", 20).reach
    return Rows(
        Regimens(index, label[index] * np.exp(rng.normal(-1, 1, count))), people(*subjects), reach
    )


@pytest.mark.parametrize("drugs", ["all", "one", "rapid"])
@pytest.mark.parametrize("threads_from", [10**9, 1])
@pytest.mark.parametrize("block", [1, 7, 64, 10**6])
def test_results_do_not_depend_on_the_size_of_blocks(
    knowledge, monkeypatch, block, threads_from, drugs
):
    setup, rows = chain.setup(knowledge), random_rows(knowledge, 150)
    kind = {"one": "sertraline", "rapid": "esketamine"}.get(drugs)
    if kind:
        index = np.full(len(rows), setup.drug_index(kind))
        rows = replace(rows, regimens=Regimens(index, rows.regimens.dose))
    usual = chain.simulate(setup, rows, EVERYTHING)
    monkeypatch.setattr(chain, "BLOCK", block)
    monkeypatch.setattr(chain, "LEAST_ROWS_FOR_THREADS", threads_from)

    found = chain.simulate(setup, rows, EVERYTHING)

    for key in EVERYTHING:
        assert np.array_equal(found[key], usual[key], equal_nan=True), key


def test_more_points_of_the_clock_change_nothing(knowledge, monkeypatch):
    """Every drug at its reference dose, and up to three times as much for odd people."""
    keys = ("S_at", "q_at", "n3_at", "sH_at", "pP_at", "dH_at", "R_at", "I_raw")
    rows, few_points = random_rows(knowledge, 120), chain.setup(knowledge)
    usual = chain.simulate(at(few_points, *WEEKS), rows, keys)
    monkeypatch.setattr(clock, "POINTS", 2 * clock.POINTS)
    for name in ("_filter", "_filter_at", "_reader"):  # kept by clocks of other sizes
        fresh = lru_cache(maxsize=None)(getattr(clock, name).__wrapped__)
        monkeypatch.setattr(clock, name, fresh)
    monkeypatch.setattr(rapid, "_responded", lru_cache(maxsize=None)(rapid._responded.__wrapped__))
    setup = chain.setup.__wrapped__(knowledge)  # a clock of its own

    finer = chain.simulate(at(setup, *WEEKS), rows, keys)

    assert len(setup.clock.days) == 2 * len(few_points.clock.days)
    for key in keys:
        assert usual[key] == pytest.approx(finer[key], rel=1e-3, abs=1e-6), key
    assert setup.calibration.fast == pytest.approx(few_points.calibration.fast, rel=1e-3)
    assert setup.calibration.slow == pytest.approx(few_points.calibration.slow, rel=1e-3)


@few
@given(first=st.floats(0, 100), second=st.floats(0, 100))
def test_the_rapid_state_never_passes_its_largest(knowledge, first, second):
    rows = rows_of(knowledge, "esketamine", [first * 10, second * 10], {"ratio": 8})

    K = simulate(knowledge, "K_at", rows, 0, 3, 7, 10, 24, 25, 84)

    assert (K <= knowledge.parameters.Kmax).all()


def test_coverage_labels_at_their_edges(knowledge):
    p = knowledge.parameters
    words = [response.coverage_label(p, s) for s in (0.24, 0.25, 0.49, 0.5, 2.0, 2.01, 5.0, 5.1)]

    assert words[0] == words[-1] == response.NOT_REPRESENTED
    assert words[1:3] == words[5:7] == ["partly represented"] * 2
    assert words[3:5] == ["represented"] * 2
