"""The chain against the dossier's reference results and against a converged solver."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pgx.science import chain, modifiers
from pgx.science.clock import MOST_SHARED
from tests.science.equations import Subject
from tests.science.people import at, mixed_rows, people, rows_of, simulate

FIXTURES = Path(__file__).parent.parent / "data" / "model_fixtures.csv"
SHORT = {"nS": "SLC6A4", "n1A": "HTR1A", "h4": "HTR4", "nMet": "BDNF", "nABC": "ABCB1"}
WEEK = 7
PHENOTYPES = {"PM": "Poor", "IM": "Intermediate", "RM": "Rapid", "UM": "Ultrarapid"}
SWITCHED = ", switch on"
# Quantities that are read at no day, by the name that the fixtures have for them.
STEADY = {
    **{f"occupancy {T}": f"steady.th_{T}" for T in ("SERT", "NET", "M1", "H1", "alpha1")},
    "side-effect index": "side_index",
}
COURSES = {"HAM-D points over placebo": "points", "I_drug": "I_drug"}
# Their course is not shown, and the fixtures have it all the same.
NOT_REPRESENTED = ("bupropion", "trimipramine")
CHANGED = {"SLC6A4": 2, "HTR1A": 2, "HTR4": 1, "BDNF": 1, "ABCB1": 1}
PERSON = {"ratio": 2.5, "metabolite": 0.7, **CHANGED}


def fixture_rows():
    with FIXTURES.open() as stream:
        rows = list(csv.DictReader(stream))
    # L01, the contributions, is tried in test_contributions.py.
    return [row for row in rows if row["id"] != "L01"]


def fixture_ratios(knowledge, row):
    """The levels' ratios that a fixture's phenotype text asks for: parent, metabolite."""
    names = ["parent", *(ligand.ligand for ligand in knowledge.drugs[row["drug"]].ligands[1:])]
    ratios = {"ratio": 1.0, "metabolite": 1.0}
    for text in filter(None, row["phenotypes"].split(";")):
        gene, short = text.strip().split("=")
        name = f"{PHENOTYPES[short.split('(')[0]]} Metabolizer"
        rows = [
            each
            for each in knowledge.exposure_ratios
            if (each.drug, each.gene, each.phenotype) == (row["drug"], gene, name)
        ]
        special = [each for each in rows if each.functions] if "(" in short else []
        for each in special or [each for each in rows if not each.functions]:
            for key, analyte in zip(ratios, names, strict=False):
                ratios[key] *= each.ratio.value if each.analyte in (analyte, "sum") else 1
    return ratios


def fixture_value(knowledge, row):
    """What the chain gives for a fixture."""
    setup, drug = chain.setup(knowledge), row["drug"]
    quantity = row["quantity"].removesuffix(SWITCHED)
    calibration = setup.calibration
    if quantity in ("Ef", "Es"):
        return calibration.fast if quantity == "Ef" else calibration.slow
    if quantity == "s_d":
        return calibration.coverage[setup.drug_index(drug)]
    ratios = fixture_ratios(knowledge, row)
    if quantity.startswith("exposure ratio"):
        return ratios["ratio" if quantity.endswith("parent") else "metabolite"]
    counts = {name: int(row[short]) for short, name in SHORT.items() if row[short]}
    switch = row["quantity"].endswith(SWITCHED)
    rows = rows_of(knowledge, drug, float(row["dose_mg"]), {**ratios, **counts}, switch=switch)
    if quantity in STEADY:
        return simulate(knowledge, STEADY[quantity], rows)[0, 0]
    if quantity.startswith("day of half"):
        return day_of_half(setup, rows)
    read = at(setup, float(row["day"]))
    if drug in NOT_REPRESENTED:
        read.__dict__["coverage"] = calibration.coverage
    key = COURSES.get(quantity, f"{quantity}_at")
    return chain.simulate(read, rows, (key,))[key][0, 0]


def day_of_half(setup, rows):
    days = np.linspace(0, setup.clock.horizon, 84_001)
    effect = chain.simulate(at(setup, *days), rows, ("I_drug",))["I_drug"][0]
    return days[np.argmax(effect >= effect[-1] / 2)]


@pytest.mark.parametrize(
    "row", fixture_rows(), ids=lambda r: f"{r['id']}-{r['drug']}-{r['quantity']}-{r['day']}"
)
def test_simulate_agrees_with_the_reference_results(knowledge, row):
    assert fixture_value(knowledge, row) == pytest.approx(float(row["value"]), rel=1e-3)


# Reuptake block, a metabolite, NET, 5-HT1A agonists, antagonists, 5-HT4, D2, single doses.
SOLVED = (
    *(("citalopram", 30), ("sertraline", 30), ("venlafaxine", 225), ("clomipramine", 60)),
    *(("vilazodone", 40), ("vortioxetine", 20), ("trazodone", 300), ("mirtazapine", 45)),
    *(("prucalopride", 2), ("pramipexole", 2), ("bupropion", 300), ("fluoxetine", 400)),
    *(("ketamine", 35), ("esketamine", 84), ("psilocybin", 25)),
)
SHOWN = ("A", "b", "f", "K", "S", "F", "q", "R", "n3", "dH", "sH", "pH", "dP", "sP", "pP")


@pytest.mark.parametrize(("drug", "dose"), SOLVED)
def test_simulate_agrees_with_a_converged_solver(knowledge, drug, dose):
    """Full reach (plasticity) and the symptom run, person with every modifier.

    Within 1e-3 at the weeks (model.md 6); in the first days, when nothing has grown yet, the
    states of a 5-HT4 agonist are 2e-5 off.
    """
    setup, days = chain.setup(knowledge), [1.0, 3, 7, 14, 28, 56, 84]
    near = [3e-5 if day < WEEK else 1e-6 for day in days]
    rows = rows_of(knowledge, drug, dose, PERSON)
    keys = tuple(f"{name}_at" for name in SHOWN)
    parts = ("symptom.f_at", "symptom.K_at", "symptom.R_at")
    found = chain.simulate(at(setup, *days), rows, (*keys, *parts, "I_raw"))

    whole = Subject(knowledge, drug, dose, PERSON).course(days)
    lambdas = {name: each.lambda_symptoms.value for name, each in knowledge.modifiers.items()}
    symptom = Subject(knowledge, drug, dose, PERSON, lambdas).course(days)

    for key in (*keys, *parts):
        name = key.removeprefix("symptom.").removesuffix("_at")
        wanted = (symptom if key in parts else whole)[name]
        far = np.abs(found[key][0] - wanted)
        assert (far <= np.maximum(near, 1e-3 * np.abs(wanted))).all(), key
    Ef, Es = setup.calibration.fast, setup.calibration.slow
    raw = Ef * (symptom["f"] + symptom["K"]) + Es * symptom["R"]
    assert found["I_raw"][0] == pytest.approx(raw, rel=1e-3, abs=1e-5)


def test_calibrate_gives_every_antidepressant_the_common_effect(knowledge):
    setup, p = chain.setup(knowledge), knowledge.parameters
    rows = chain.reference_rows(setup, np.arange(len(setup.drugs)))

    effect = simulate(knowledge, "I_drug", rows, p.week_1, p.week_6, p.week_8)

    approved = np.array([drug.kind == "antidepressant" for drug in setup.drugs])
    shown = approved & np.isfinite(setup.coverage)
    hidden = {setup.drugs[place].drug for place in np.flatnonzero(approved & ~shown)}
    assert hidden == set(NOT_REPRESENTED)
    assert effect[shown, 2] == pytest.approx(p.effect_week_8, rel=1e-12)
    assert effect[~approved, 2] != pytest.approx(p.effect_week_8)
    anchor = effect[setup.drug_index(chain.ANCHOR)]
    assert anchor[0] == pytest.approx(p.share_week_1 * anchor[1], rel=1e-12)


def test_calibration_is_a_constant_of_the_release_whatever_days_are_read(knowledge):
    setup = chain.setup(knowledge)
    other = replace(setup, days=np.array([2.5]))

    assert other.calibration.fast == setup.calibration.fast
    assert (other.calibration.coverage == setup.calibration.coverage).all()


def test_setup_every_leaf_of_the_equations_is_given(knowledge):
    setup = chain.setup(knowledge)

    given = chain.leaves(setup, chain.reference_rows(setup, np.arange(1)))

    assert setup.model.leaves <= set(given)


def test_simulate_symptoms_leave_out_what_people_do_not_show_unless_switched(knowledge):
    silent = {"HTR1A": 2, "HTR4": 1, "BDNF": 2}
    rows = rows_of(knowledge, "sertraline", 50, {}, silent, {"SLC6A4": 2}, {"ABCB1": 2})
    off = simulate(knowledge, "points", rows, 56.0)[:, 0]
    on = simulate(knowledge, "points", replace(rows, reach=modifiers.full_reach(knowledge)), 56.0)[
        :, 0
    ]

    assert off[1] == off[0]
    assert off[2] < off[0] < off[3]
    assert on[1] < off[1]
    assert on[2] == pytest.approx(off[2], rel=2e-2)


def test_simulate_a_5ht4_agonist_desensitizes_and_grows_faster(knowledge):
    rows = mixed_rows(knowledge, [("prucalopride", 2), ("citalopram", 20)], {}, {})

    A = simulate(knowledge, "A_at", rows, 3.0)[:, 0]
    R = simulate(knowledge, "R_at", rows, 7.0, 84.0)

    assert (1 - A[0]) / (1 - A[1]) == pytest.approx(1.61, abs=0.01)
    assert R[0, 0] / R[0, 1] > 2 * R[1, 0] / R[1, 1]


def test_take_gives_rows_in_their_order(knowledge):
    rows = mixed_rows(knowledge, [("citalopram", 20), ("sertraline", 50)], {"BDNF": 1}, {})

    taken = rows.take(np.array([1, 0]))

    assert taken.regimens.dose.tolist() == [50, 20]
    assert taken.genetics.counts["BDNF"].tolist() == [0, 1]
    assert (taken.genetics.ratios == people({}, {}).ratios).all()


def test_simulate_a_row_is_the_same_to_the_last_bit_beside_any_number_of_others(knowledge):
    setup = chain.setup(knowledge)
    rows = rows_of(knowledge, "prucalopride", np.linspace(1, 4, 2 * MOST_SHARED))
    some = np.array([0, 7, MOST_SHARED, len(rows) - 1])

    together = chain.simulate(setup, rows, ("A_at", "R_at"))

    for row in some:
        alone = chain.simulate(setup, rows.take(np.array([row])), ("A_at", "R_at"))
        for key in alone:
            assert (alone[key][0] == together[key][row]).all()
