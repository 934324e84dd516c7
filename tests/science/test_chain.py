"""The chain against the dossier's reference results and against a converged solver."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.integrate import solve_ivp

from pgx.science import chain, exposure, modifiers, occupancy
from tests.science.people import MODIFIERS, genotype, people, regimens

FIXTURES = Path(__file__).parent.parent / "data" / "model_fixtures.csv"
SHORT = dict(zip(("nS", "n1A", "h4", "nMet", "nABC"), MODIFIERS, strict=True))
PHENOTYPES = {"PM": "Poor", "IM": "Intermediate", "RM": "Rapid", "UM": "Ultrarapid"}
# Quantities that a later link of the chain will give (side effects, the switch, days).
LATER = (
    *("side-effect index", "HAM-D points over placebo, switch on", "I_drug, switch on"),
    *("occupancy M1", "occupancy H1", "occupancy alpha1"),
)
NOT_REPRESENTED = ("bupropion", "trimipramine")
RAPID = ("ketamine", "esketamine", "psilocybin")


def fixture_rows():
    with FIXTURES.open() as stream:
        rows = [row for row in csv.DictReader(stream) if row["drug"] not in RAPID]
    # L01, the contributions, is tried in test_explanation.py.
    return [row for row in rows if row["quantity"] not in LATER and row["id"] != "L01"]


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


def run_fixture(knowledge, row):
    setup = chain.setup(knowledge)
    counts = {name: int(row[short]) for short, name in SHORT.items() if row[short]}
    person = people({**fixture_ratios(knowledge, row), **counts})
    return setup, person, regimens(setup, row["drug"], float(row["dose_mg"]))


def read(setup, result, row):
    """The fixture's quantity from a run."""
    p, quantity = setup.knowledge.parameters, row["quantity"]
    day = float(row["day"]) if row["day"].isdigit() else 0.0

    def at(series):
        return setup.clock.read(series, np.array([day]))[0, 0]

    if quantity in result.course.states:
        return at(result.course.states[quantity])
    if quantity in ("S", "F", "A", "b", "q", "f", "R"):
        return at(getattr(result.course, quantity))
    calibration = chain.calibrate(setup)
    if quantity.startswith("exposure ratio"):
        ratios = fixture_ratios(setup.knowledge, row)
        return ratios["ratio" if quantity.endswith("parent") else "metabolite"]
    return {
        "occupancy SERT": lambda: result.steady.bound["SERT"][0, 0],
        "occupancy NET": lambda: result.steady.bound["NET"][0, 0],
        "I_drug": lambda: at(result.effect),
        "HAM-D points over placebo": lambda: p.H0 * at(result.effect),
        "s_d": lambda: calibration.coverage[setup.drug_index(row["drug"])],
        "Ef": lambda: calibration.fast,
        "Es": lambda: calibration.slow,
        "day of half the day-84 drug effect": lambda: day_of_half(setup, result.effect[0]),
    }[quantity]()


def day_of_half(setup, effect):
    days = np.linspace(0, setup.clock.horizon, 200_001)
    return days[np.argmax(setup.clock.read(effect[None], days)[0] >= effect[-1] / 2)]


@pytest.mark.parametrize(
    "row", fixture_rows(), ids=lambda r: f"{r['id']}-{r['drug']}-{r['quantity']}-{r['day']}"
)
def test_run_agrees_with_the_reference_results(knowledge, row):
    setup, person, regimen = run_fixture(knowledge, row)

    value = read(setup, chain.run(setup, regimen, person), row)

    assert value == pytest.approx(float(row["value"]), rel=1e-3)


def by_solver(setup, person, regimen, days):
    """R by LSODA on the differential equations, written here a second time on purpose."""
    p = setup.knowledge.parameters
    f = modifiers.factors(p, person, modifiers.full_reach(setup.knowledge))
    g, h4f, m = (x[0] for x in (f.sert_capacity, f.branch_5ht4, f.secretion))

    def drive(t, A, T):
        level = exposure.effective_level(
            setup.kinetics, regimen, person.ratios, f.brain_entry, np.array([t])
        )
        o = occupancy.occupy(setup.affinities, p, regimen.drug, level)
        th, net, dat = (o.bound[x][0, 0] for x in ("SERT", "NET", "DAT"))
        M = (p.phi_S * g + 1 - p.phi_S) / (p.phi_S * g * (1 - th) + 1 - p.phi_S)
        a = p.alpha0 * f.feedback_gain[0] * A
        S = 2 / ((1 - a) + np.sqrt((1 - a) ** 2 + 4 * a * M)) * M * np.exp(T)
        N = p.nfb * np.log(1 / (p.phi_N * (1 - net) + 1 - p.phi_N))
        mix = (1 - p.s_D) * (1 - net) + p.s_D * (1 - dat)
        Dp = p.nfb * np.log(1 / (p.phi_D * mix + 1 - p.phi_D))
        block = p.w2 * (o.antagonist["5-HT2A"][0, 0] + p.w2C * o.antagonist["5-HT2C"][0, 0])
        D = (p.w1 + p.w4 * h4f) * np.log(S) + p.wN * N + p.wD * Dp + block
        return (M - 1) / (M - 1 + p.M50), D, N + Dp

    def rhs(t, y):
        A, T, b, n1, n2, n3, dH, sH, pH, dP, sP, pP = y
        h, D, cat = drive(t, A, T)
        q = m * b
        qP = p.rPFC * q + p.c_PFC * cat
        k = 3 / p.tau_n
        return [
            ((1 - p.delta * h) - A) / (p.tau_A * f.desensitization_time[0]),
            (p.rho * h - T) / p.tau_1B,
            (p.beta_B * D - b) / p.tau_B,
            (p.Gn * q - n1) * k,
            (n1 - n2) * k,
            (n2 - n3) * k,
            *((G * q - x) / t_ for G, t_, x in zip(gains, taus, (dH, sH, pH), strict=True)),
            *((G * qP - x) / t_ for G, t_, x in zip(gains, taus, (dP, sP, pP), strict=True)),
        ]

    gains, taus = (p.Gd, p.Gs, p.Gp), (p.tau_d, p.tau_s, p.tau_p)
    start = [1.0] + [0.0] * 11
    y = solve_ivp(rhs, (0, 84), start, "LSODA", days, rtol=1e-8, atol=1e-11).y
    names = ("n3", "dH", "sH", "pH", "dP", "sP", "pP")
    return sum(getattr(p, f"w_{name}") * row for name, row in zip(names, y[5:], strict=True))


@pytest.mark.parametrize("drug", ["citalopram", "sertraline", "venlafaxine"])
def test_run_agrees_with_a_converged_solver(knowledge, drug):
    setup = chain.setup(knowledge)
    person = people({"ratio": 2.5, "SLC6A4": 2, "HTR1A": 2, "HTR4": 1, "BDNF": 1, "ABCB1": 1})
    regimen = regimens(setup, drug, 30)
    days = np.array([1.0, 7, 14, 28, 56, 84])

    R = setup.clock.read(chain.run(setup, regimen, person).course.R, days)[0]

    assert pytest.approx(by_solver(setup, person, regimen, days), rel=1e-3) == R


def test_run_dose_0_does_nothing(knowledge):
    setup = chain.setup(knowledge)

    result = chain.run(setup, regimens(setup, "citalopram", 0), people())

    assert result.course.R == pytest.approx(0, abs=1e-12)
    assert result.course.S == pytest.approx(1)
    assert result.effect == pytest.approx(0, abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(person=genotype)
def test_run_occupancy_rises_with_dose_and_stays_below_its_ceiling(knowledge, person):
    setup = chain.setup(knowledge)
    doses = [0, 1, 5, 20, 60, 400]

    result = chain.run(setup, regimens(setup, "citalopram", *doses), people(*[person] * 6))

    occupied = result.steady.bound["SERT"][:, 0]
    assert (np.diff(occupied) > 0).all()
    assert (occupied <= knowledge.parameters.Emax_SERT).all()


@settings(max_examples=50, deadline=None)
@given(person=genotype)
def test_run_s_prime_met_and_htr4_never_raise_resilience(knowledge, person):
    setup = chain.setup(knowledge)
    worse = {"SLC6A4": 2, "BDNF": 2, "HTR4": 1}
    better = {"SLC6A4": 0, "BDNF": 0, "HTR4": 0}
    for name in worse:
        low, high = {**person, name: worse[name]}, {**person, name: better[name]}
        result = chain.run(setup, regimens(setup, "sertraline", 50, 50), people(low, high))
        assert result.course.R[0, -1] <= result.course.R[1, -1]


@settings(max_examples=50, deadline=None)
@given(person=genotype)
def test_run_symptoms_leave_out_what_people_do_not_show(knowledge, person):
    setup = chain.setup(knowledge)
    other = {**person, "HTR1A": 0, "HTR4": 0, "BDNF": 0}

    result = chain.run(setup, regimens(setup, "sertraline", 50, 50), people(person, other))

    assert result.effect[0] == pytest.approx(result.effect[1])


def test_run_does_not_depend_on_the_subjects_beside(knowledge):
    setup = chain.setup(knowledge)
    rows = [{"ratio": 3.3}, {"BDNF": 2}, {"HTR1A": 0, "HTR4": 1}, {}]
    together = chain.run(setup, regimens(setup, "escitalopram", 10, 10, 10, 10), people(*rows))

    for index, row in enumerate(rows):
        alone = chain.run(setup, regimens(setup, "escitalopram", 10), people(row))
        assert (together.course.R[index] == alone.course.R[0]).all()


def test_calibrate_gives_every_antidepressant_the_common_effect(knowledge):
    setup = chain.setup(knowledge)
    p = knowledge.parameters
    approved = [drug for drug in setup.drugs if drug.kind == "antidepressant"]
    for drug in approved:
        dose = drug.value("reference_dose")
        effect = chain.run(setup, regimens(setup, drug.drug, dose), people()).effect
        at_8 = setup.clock.read(effect, np.array([p.week_8]))[0, 0]
        assert at_8 == pytest.approx(p.effect_week_8) or drug.drug in NOT_REPRESENTED
