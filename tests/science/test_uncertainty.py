import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.science import chain, references, uncertainty
from pgx.science.columns import Column
from pgx.science.evaluation import evaluate
from pgx.science.exposure import Spread
from pgx.science.panel import read_panel
from pgx.science.variants import PERSON, Computed, Variants
from tests.kb import FOLDER
from tests.science.people import genotype, rows_of

# Model.md 8: escitalopram 10 mg, CYP2C19 UM, S'/S', rs6295 G/G, rs1345697 G/G, Val/Met, one C.
EXAMPLE = {"ratio": 0.8, "SLC6A4": 2, "HTR1A": 2, "HTR4": 1, "BDNF": 1, "ABCB1": 1}
DRAWS = 20_000


def spread_of(sd, on_parent=1.0, on_metabolite=1.0):
    return Spread(*(np.array([[each]]) for each in (sd, on_parent, on_metabolite)))


def by_delta(knowledge, rows, spread):
    """ln of the relative response: its point and its sd."""
    setup, p = chain.setup(knowledge), knowledge.parameters
    variants = Variants(p, rows, references.LABELS)
    uncertainty.nudge(variants)
    values = chain.simulate(setup, variants.rows(), references.KEYS)
    person = Computed.of(variants, values)
    reference = references.compute(setup, rows.regimens, rows.reach)
    found = uncertainty.delta(p, person, reference, spread)["R_at"]
    usual = reference[PERSON]["R_at"][0, -1]
    point = np.log(person[PERSON]["R_at"][0, -1] / usual)
    high = np.log(found.high[0, -1] / usual)
    assert point - np.log(found.low[0, -1] / usual) == pytest.approx(high - point)
    return point, (high - point) / uncertainty.Z


def by_draws(knowledge, rows, spread, seed=1, draws=DRAWS):
    return uncertainty.monte_carlo(chain.setup(knowledge), rows, spread, draws, seed)


def test_the_example_of_the_dossier_by_the_delta_method(knowledge):
    point, sd = by_delta(knowledge, rows_of(knowledge, "escitalopram", 10, EXAMPLE), spread_of(0.1))

    assert np.exp(point) == pytest.approx(0.698, abs=1e-3)
    assert sd == pytest.approx(0.268, abs=2e-3)


def test_the_example_of_the_dossier_by_draws(knowledge):
    rows = rows_of(knowledge, "escitalopram", 10, EXAMPLE)

    found = by_draws(knowledge, rows, spread_of(0.1))

    assert found.median == pytest.approx(0.702, abs=0.01)
    assert found.low == pytest.approx(0.416, abs=0.015)
    assert found.high == pytest.approx(1.185, abs=0.03)
    assert found.sd_ln == pytest.approx(0.268, abs=0.005)


def odd(**change):
    return {"ratio": 2.3, "metabolite": 0.6, "SLC6A4": 0, "HTR1A": 0, "BDNF": 2, **change}


@pytest.mark.parametrize(
    ("drug", "dose", "person"),
    [
        ("escitalopram", 10, EXAMPLE),
        ("venlafaxine", 150, odd()),
        ("amitriptyline", 75, odd(HTR4=1)),
        ("vortioxetine", 10, odd(ratio=4.0)),
        ("prucalopride", 2, odd(HTR4=1)),
        ("esketamine", 56, odd()),
    ],
)
def test_the_delta_method_agrees_with_draws(knowledge, drug, dose, person):
    rows = rows_of(knowledge, drug, dose, person)
    spread = spread_of(0.25)

    _, sd = by_delta(knowledge, rows, spread)

    assert 0.85 < sd / by_draws(knowledge, rows, spread, draws=5_000).sd_ln < 1.15


def test_the_same_seed_gives_the_same_draws_and_another_others(knowledge):
    rows = rows_of(knowledge, "escitalopram", 10, EXAMPLE)
    first, second, other = (
        by_draws(knowledge, rows, spread_of(0.1), seed, 500) for seed in (3, 3, 4)
    )

    assert first == second
    assert first != other


def test_the_reference_has_no_interval_against_itself(knowledge):
    rows = rows_of(knowledge, "escitalopram", 10, {})
    found = by_draws(knowledge, rows, spread_of(0.0), draws=500)

    assert (found.median, found.low, found.high, found.sd_ln) == (1, 1, 1, 0)
    assert by_delta(knowledge, rows, spread_of(0.0)) == (0, 0)


def test_draws_without_a_drug_effect_are_not_a_number(knowledge):
    found = by_draws(knowledge, rows_of(knowledge, "levodopa", 300, {}), spread_of(0.1), draws=50)

    assert np.isnan(found.median)
    assert np.isnan(found.low)


# --- As the evaluation gives them ---


def evaluated(knowledge, drug, dose, depth="summary", **genotypes):
    texts = {marker: [text] for marker, text in genotypes.items()}
    panel = read_panel(knowledge, texts, dict.fromkeys(knowledge.markers, "literature"), 1)
    return evaluate(knowledge, panel, Column.of([drug]), np.array([float(dose)]), depth=depth)


MODIFIED = dict.fromkeys(("rs6295", "rs1345697"), "G/G") | {
    "rs6265": "G/A",
    "5-HTTLPR": "S/S",
    "rs2032583": "C/T",
}


@pytest.mark.parametrize("depth", ["summary", "full"])
def test_a_person_who_is_the_reference_has_exactly_the_point_at_any_depth(knowledge, depth):
    for drug in knowledge.drugs.values():
        found = evaluated(knowledge, drug.drug, drug.value("reference_dose"), depth)
        for key, interval in found.intervals.items():
            point = found.person[key]
            equal = np.array_equal(interval.low, interval.high, equal_nan=True)
            assert equal, (drug.drug, key)
            assert interval.low == pytest.approx(point, rel=1e-12, abs=1e-12, nan_ok=True)
        assert found.signal(0) in ("similar", "")


def test_a_ratio_of_1_gets_no_draw(knowledge):
    """Neither a normal metabolizer, nor a phenotype without a row, nor a row that says 1."""
    for genotype_text in ("*1/*1", "*9/*9"):
        found = evaluated(knowledge, "escitalopram", 10, CYP2C19=genotype_text)
        level = found.intervals["Ct_sum"]
        assert level.low[0, 0] == level.high[0, 0]
    poor = evaluated(knowledge, "escitalopram", 10, CYP2C19="*2/*2").intervals["Ct_sum"]
    assert np.log(poor.high[0, 0] / poor.low[0, 0]) == pytest.approx(2 * uncertainty.Z * 0.2)


def test_the_interval_of_the_level_is_that_of_the_rows(knowledge):
    """Parent and metabolite that a row of their sum moves stay together; others add in squares."""
    sds = {row.ratio.row: row.ratio.sd for row in knowledge.exposure_ratios}
    found = evaluated(knowledge, "sertraline", 50, CYP2C19="*1/*2", CYP2B6="*1/*6")
    rows = [
        row.ratio.row
        for row in knowledge.exposure_ratios
        if row.drug == "sertraline" and row.phenotype == "Intermediate Metabolizer"
    ]
    level = found.intervals["Ct_sum"]

    wanted = 2 * uncertainty.Z * np.sqrt(sum(sds[row] ** 2 for row in rows))
    assert len(rows) == 2
    assert np.log(level.high[0, 0] / level.low[0, 0]) == pytest.approx(wanted, rel=1e-4)


def test_an_interval_shrinks_to_nothing_with_all_sds_nothing(knowledge):
    content = read(FOLDER)
    rows = dict(content.rows)
    rows["parameters"] = [row.model_copy(update={"sd": None}) for row in rows["parameters"]]
    rows["exposure_ratios"] = [
        row.model_copy(update={"sd_ln": None}) for row in rows["exposure_ratios"]
    ]
    certain = compile_release("0.0.1", "", rows)
    texts = {"CYP2C19": "*2/*2", "CYP2D6": "*4/*4", **MODIFIED}

    for drug, dose in (("escitalopram", 10), ("venlafaxine", 75), ("ketamine", 35)):
        wide = evaluated(knowledge, drug, dose, **texts).intervals
        for key, interval in evaluated(certain, drug, dose, **texts).intervals.items():
            assert np.array_equal(interval.low, interval.high, equal_nan=True), key
        assert (wide["R_at"].high > wide["R_at"].low)[0, 1:].all()


@settings(max_examples=25, deadline=None)
@given(person=genotype, sd=st.floats(0, 0.5))
def test_an_interval_holds_its_point_and_grows_with_the_sd(knowledge, person, sd):
    rows = rows_of(knowledge, "clomipramine", 75, person)

    _, narrow = by_delta(knowledge, rows, spread_of(sd))
    _, wide = by_delta(knowledge, rows, spread_of(sd + 0.1))

    assert 0 <= narrow <= wide + 1e-9


def test_the_signal_is_by_the_interval_alone(knowledge):
    found = evaluated(knowledge, "citalopram", 20, "full", **MODIFIED)
    interval = found.relative_interval

    assert interval.low[0] < found.relative_response[0] < interval.high[0]
    assert interval.high[0] > 1
    assert found.signal(0) == "similar"
    assert evaluated(knowledge, "levodopa", 300).signal(0) == ""


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("times", [1e-3, 1, 10])
def test_an_interval_is_never_rounding(knowledge, times):
    """Day 0, and drugs without an effect, have their value and nothing around it."""
    for drug in knowledge.drugs.values():
        found = evaluated(knowledge, drug.drug, drug.value("reference_dose") * times, **MODIFIED)
        R, interval = found.person["R_at"], found.intervals["R_at"]

        assert interval.low[0, 0] == pytest.approx(R[0, 0], abs=1e-15) or drug.kind == "rapid"
        assert (interval.low <= R).all()
        assert (R <= interval.high).all()
        assert (interval.high - interval.low <= 3 * np.abs(R) + 1e-12).all()


def test_draws_stop_before_the_next_block_and_say_how_far_they_came(knowledge, monkeypatch):
    monkeypatch.setattr(uncertainty, "BLOCK", 100)
    rows, setup = rows_of(knowledge, "escitalopram", 10, EXAMPLE), chain.setup(knowledge)
    answers = iter([False, False, True])

    with pytest.raises(uncertainty.Stopped) as stopped:
        uncertainty.monte_carlo(setup, rows, spread_of(0.1), 400, 1, lambda: next(answers))

    assert stopped.value.share == 0.5
