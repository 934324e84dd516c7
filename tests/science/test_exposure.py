import numpy as np
import pytest

from pgx.science import chain
from pgx.science.columns import Column
from pgx.science.exposure import LIGANDS, effective_level, has_no_data, level_ratios
from pgx.science.panel import read_panel
from pgx.science.phenotypes import FunctionalClass, classify
from tests.science.people import regimens


def ratios(knowledge, drug, **genotypes):
    panel = read_panel(knowledge, {marker: [text] for marker, text in genotypes.items()}, {}, 1)
    return level_ratios(knowledge, Column.of([drug]), classify(knowledge, panel).enzymes)[0]


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


def test_has_no_data_for_a_phenotype_without_a_row(knowledge):
    likely = FunctionalClass("CYP2C19", "*9/*9", "called", None, "Likely Intermediate Metabolizer")

    assert has_no_data(knowledge, "citalopram", "CYP2C19", likely)


def test_effective_level_rises_to_its_steady_state(knowledge):
    setup = chain.setup(knowledge)
    ratios, entry = np.ones((1, LIGANDS)), np.ones(1)
    days = np.array([0, 35 / 24, np.inf])
    regimen = regimens(setup, "citalopram", 20)

    level, metabolite = effective_level(setup.kinetics, regimen, ratios, entry, days)[0]

    assert (metabolite == 0).all()

    assert level[0] == 0
    assert level[1] == pytest.approx(level[2] / 2)  # after one half-life of 35 h
    assert level[2] == pytest.approx(40 / 324.4 * 1000 * 0.2 * 0.2882)
