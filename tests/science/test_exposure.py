from dataclasses import replace

import numpy as np
import pytest

from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.science import chain
from pgx.science.columns import Column
from pgx.science.exposure import (
    RatioRows,
    has_no_data,
    level_ratios,
    ratio_rows,
    ratio_spread,
)
from pgx.science.panel import read_panel
from pgx.science.phenotypes import FunctionalClass, classify
from tests.kb import FOLDER
from tests.science.people import rows_of, simulate

LIKELY = "Likely Intermediate Metabolizer"


def enzymes(knowledge, **genotypes):
    panel = read_panel(knowledge, {marker: [text] for marker, text in genotypes.items()}, {}, 1)
    return classify(knowledge, panel).enzymes


def ratios(knowledge, drug, **genotypes):
    return level_ratios(knowledge, Column.of([drug]), enzymes(knowledge, **genotypes))[0]


@pytest.mark.parametrize(
    ("drug", "genotypes", "ratio"),
    [
        ("escitalopram", {"CYP2C19": "*2/*2"}, 3.3),
        ("escitalopram", {"CYP2C19": "*2/*17"}, 1.4),  # its own row
        ("citalopram", {"CYP2C19": "*2/*17"}, 1.3),  # falls back to intermediate
        ("escitalopram", {"CYP2B6": "*6/*6"}, 1.0),
        ("sertraline", {"CYP2C19": "*1/*2", "CYP2B6": "*1/*6"}, 1.38 * 1.2),
        ("sertraline", {}, 1.0),
    ],
)
def test_level_ratios_multiply_the_rows_of_the_genes(knowledge, drug, genotypes, ratio):
    assert ratios(knowledge, drug, **genotypes)[0] == pytest.approx(ratio)


def test_level_ratios_of_parent_and_metabolite_move_apart(knowledge):
    parent, metabolite = ratios(knowledge, "venlafaxine", CYP2D6="*4/*4")

    assert parent > 1 > metabolite


def test_level_ratios_are_each_subjects_own(knowledge):
    panel = read_panel(knowledge, {"CYP2C19": ["*2/*2", "*1/*1", "*2/*2"]}, {}, 3)
    drugs = Column.of(["citalopram", "citalopram", "escitalopram"])

    found = level_ratios(knowledge, drugs, classify(knowledge, panel).enzymes)

    assert found[:, 0].tolist() == [1.95, 1.0, 3.3]


def test_level_ratios_of_a_phenotype_without_a_row_are_1_and_it_is_said(knowledge):
    likely = FunctionalClass("CYP2C19", "*9/*9", "called", None, LIKELY)
    column = {
        **enzymes(knowledge),
        "CYP2C19": Column.constant(likely, 1),
    }

    found = level_ratios(knowledge, Column.of(["citalopram"]), column)

    assert found.tolist() == [[1, 1]]
    assert has_no_data(knowledge, "citalopram", "CYP2C19", likely)
    normal = replace(likely, phenotype="Normal Metabolizer")
    assert not has_no_data(knowledge, "citalopram", "CYP2C19", normal)
    assert not has_no_data(knowledge, "citalopram", "CYP2C19", replace(likely, phenotype=""))


def test_a_row_of_the_sum_acts_on_both_and_one_of_an_analyte_on_its_own(knowledge):
    row = next(each for each in knowledge.exposure_ratios if each.analyte == "parent")
    number = replace(row.ratio, value=2.0)
    both, own, other = (
        replace(row, analyte=analyte, ratio=number) for analyte in ("sum", "nordrug", "elsewhere")
    )

    assert RatioRows((both,), ("parent", "nordrug")).factors == (2, 2)
    assert RatioRows((replace(row, ratio=number), own), ("parent", "nordrug")).factors == (2, 2)
    assert RatioRows((own, other), ("parent", "nordrug")).factors == (1, 2)


def test_only_rows_for_the_model_reach_the_level():
    """Outcomes (side effects, switching) and studies beside are knowledge, not concentration."""
    content = read(FOLDER)
    outcomes = [row for row in content.rows["exposure_ratios"] if not row.used_in_model]
    assert outcomes
    changed = [
        row if row.used_in_model else row.model_copy(update={"ratio": 100.0})
        for row in content.rows["exposure_ratios"]
    ]
    compiled = compile_release("0.0.1", "", {**content.rows, "exposure_ratios": changed})

    used = {each.ratio.row for each in compiled.exposure_ratios}

    assert not used & {f"exposure_ratios/{row.key}" for row in outcomes}
    assert 100.0 not in {each.ratio.value for each in compiled.exposure_ratios}


def test_at_most_one_row_a_drug_gene_phenotype_and_analyte(knowledge):
    names = [
        (each.drug, each.gene, each.phenotype, each.functions, each.analyte)
        for each in knowledge.exposure_ratios
    ]

    assert len(names) == len(set(names))
    for drug, gene, phenotype, functions, _ in names:
        found = ratio_rows(knowledge, drug, gene, phenotype, functions).rows
        assert len({each.analyte for each in found}) == len(found)


def test_ratio_spread_has_none_for_a_ratio_of_1_or_without_a_row(knowledge):
    def spread(drug, **genotypes):
        return ratio_spread(knowledge, Column.of([drug]), enzymes(knowledge, **genotypes))

    assert not spread("escitalopram").sd.any()
    assert not spread("escitalopram", CYP2C19="*1/*1").sd.any()
    assert spread("escitalopram", CYP2C19="*2/*2").sd.sum() == 0.2
    ones = {row.ratio.row for row in knowledge.exposure_ratios if row.ratio.value == 1}
    assert ones  # the release has such rows, and none of them is drawn
    for row in knowledge.exposure_ratios:
        own = FunctionalClass(row.gene, "", "called", None, row.phenotype, row.functions)
        column = {**enzymes(knowledge), row.gene: Column.constant(own, 1)}
        found = ratio_spread(knowledge, Column.of([row.drug]), column)
        rows = ratio_rows(knowledge, row.drug, row.gene, row.phenotype, row.functions).rows
        assert np.count_nonzero(found.sd) == sum(each.ratio.value != 1 for each in rows)


def test_the_level_rises_to_its_steady_state(knowledge):
    setup = chain.setup(knowledge)
    rows = rows_of(knowledge, "citalopram", 20)

    run = chain.simulate_all(setup, rows, ("C_p", "C_m", "B_p"))

    days, half = setup.clock.days, 35 / 24
    assert run["B_p"][0, 0] == pytest.approx(40 / 324.4 * 1000 * 0.2 * 0.2882)
    assert run["C_p"][0] == pytest.approx(run["B_p"][0, 0] * (1 - 2 ** (-days / half)))
    assert not run["C_m"].any()


def test_the_ratio_moves_the_half_life_of_the_parent_and_not_of_the_metabolite(knowledge):
    rows = rows_of(knowledge, "venlafaxine", 75, {}, {"ratio": 3.0, "metabolite": 3.0})
    run = chain.simulate_all(chain.setup(knowledge), rows, ("half_p", "half_m", "to_steady"))

    assert run["half_p"][1, 0] == pytest.approx(3 * run["half_p"][0, 0])
    assert np.ptp(run["half_m"]) == 0
    assert run["to_steady"][1, 0] == 5 * max(run["half_p"][1, 0], run["half_m"].item())


def test_what_washes_in_never_passes_its_steady_level(knowledge):
    rows = rows_of(knowledge, "fluoxetine", [20, 60], {"ratio": 8, "metabolite": 8})
    run = chain.simulate_all(chain.setup(knowledge), rows, ("C_p", "C_m", "B_p", "B_m"))

    assert (run["C_p"] <= run["B_p"]).all()
    assert (run["C_m"] <= run["B_m"]).all()


def test_p_glycoprotein_lets_more_of_its_substrates_in_and_of_nothing_else(knowledge):
    def level(drug, count):
        return simulate(knowledge, "B_p", rows_of(knowledge, drug, 20, {"ABCB1": count}))[0, 0]

    beta = knowledge.parameters.beta_ABCB1
    assert level("citalopram", 2) == pytest.approx(level("citalopram", 0) * np.exp(2 * beta))
    assert level("fluvoxamine", 2) == level("fluvoxamine", 0)
