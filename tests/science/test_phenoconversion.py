import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgx.science.co_medications import effects_beside
from pgx.science.columns import Column
from pgx.science.evaluation import evaluate
from pgx.science.guideline import look_up
from pgx.science.panel import read_panel
from pgx.science.phenoconversion import convert_all
from pgx.science.phenotypes import INDETERMINATE, classify, short_name
from tests.kb import FOLDER


def acting(knowledge, gene, text, *taken, drug="mirtazapine"):
    panel = read_panel(knowledge, {gene: [text]}, {}, 1)
    beside = effects_beside(knowledge, Column.of([drug]), Column.of([taken]))
    return convert_all(knowledge, classify(knowledge, panel), beside).enzymes[gene][0]


@pytest.mark.parametrize(
    ("gene", "text", "taken", "phenotype", "score"),
    [
        # strong: poor, score 0
        ("CYP2D6", "*1/*1", ["quinidine"], "poor", 0),
        ("CYP2D6", "*1x2/*1", ["quinidine"], "poor", 0),
        ("CYP2D6", "*1/*22", ["quinidine"], "poor", 0),
        ("CYP2D6", "*4/*4", ["quinidine"], "poor", 0),
        ("CYP2C19", "*17/*17", ["fluconazole"], "poor", None),
        ("CYP2C19", "*1/*12", ["fluconazole"], "poor", None),
        # moderate, CYP2D6: half the score, once
        ("CYP2D6", "*1/*1", ["cinacalcet"], "intermediate", 1),
        ("CYP2D6", "*1x2/*1", ["cinacalcet"], "normal", 1.5),
        ("CYP2D6", "*1/*1", ["cinacalcet", "mirabegron", "duloxetine"], "intermediate", 1),
        ("CYP2D6", "*4/*4", ["cinacalcet"], "poor", 0),
        # moderate, CYP2C19 and CYP2B6: one step, once
        ("CYP2C19", "*17/*17", ["omeprazole"], "normal", None),
        ("CYP2C19", "*1/*17", ["omeprazole"], "normal", None),
        ("CYP2C19", "*1/*1", ["omeprazole"], "intermediate", None),
        ("CYP2C19", "*1/*2", ["omeprazole"], "poor", None),
        ("CYP2C19", "*2/*17", ["omeprazole"], "poor", None),
        ("CYP2C19", "*2/*2", ["omeprazole"], "poor", None),
        ("CYP2C19", "*1/*1", ["omeprazole", "esomeprazole", "cimetidine"], "intermediate", None),
        ("CYP2B6", "*1/*1", ["clopidogrel"], "intermediate", None),
        ("CYP2B6", "*4/*4", ["clopidogrel", "ticlopidine"], "normal", None),
        # the strongest acts
        ("CYP2D6", "*1/*1", ["cinacalcet", "quinidine", "celecoxib"], "poor", 0),
        ("CYP2C19", "*1/*1", ["omeprazole", "fluvoxamine"], "poor", None),
        # weak, and other things: nothing
        ("CYP2D6", "*1/*1", ["celecoxib", "sertraline"], "normal", 2),
        ("CYP2C19", "*1/*1", ["lansoprazole", "rifampicin"], "normal", None),
        ("CYP2D6", "*1/*1", ["aspirin", "haloperidol"], "normal", 2),
    ],
)
def test_phenoconversion_by_the_rules(knowledge, gene, text, taken, phenotype, score):
    found = acting(knowledge, gene, text, *taken)
    alone = acting(knowledge, gene, text)

    assert (short_name(found.phenotype), found.score) == (phenotype, score)
    assert (found.predicted, found.predicted_score) == (alone.phenotype, alone.score)
    assert alone.predicted == alone.phenotype
    assert not alone.converted_by


def test_only_the_inhibitors_that_act_are_named(knowledge):
    found = acting(knowledge, "CYP2D6", "*1/*1", "quinidine", "cinacalcet", "bupropion")

    assert found.converted_by == ("bupropion", "quinidine")
    assert not acting(knowledge, "CYP2D6", "*1/*1", "celecoxib").converted_by


def test_a_strong_inhibitor_makes_an_untested_gene_poor_and_says_so(knowledge):
    for text in ("", "*1/banana"):
        found = acting(knowledge, "CYP2D6", text, "quinidine")

        assert found.status in ("not tested", "invalid")
        assert (found.phenotype, found.predicted, found.score) == ("Poor Metabolizer", "", 0)
        assert (
            found.assumption
            == f"genotype {found.status}; quinidine makes it poor whatever the genotype"
        )
        assert not found.reason


def test_a_moderate_inhibitor_beside_an_untested_gene_changes_nothing_and_says_it_would(knowledge):
    for gene, name in (("CYP2D6", "cinacalcet"), ("CYP2C19", "omeprazole")):
        found = acting(knowledge, gene, "", name)

        assert (found.phenotype, found.status, found.converted_by) == ("", "not tested", ())
        assert f"{name} (moderate inhibitor) would lower" in found.assumption
        assert found.reason


def test_a_moderate_inhibitor_from_a_phenotype_without_a_step_is_said(knowledge):
    found = acting(knowledge, "CYP2C19", "*1/*9", "omeprazole")
    unknown = acting(knowledge, "CYP2C19", "*1/*12", "omeprazole")

    assert found.phenotype == found.predicted
    assert (unknown.phenotype, unknown.converted_by) == (INDETERMINATE, ())
    for each in (found, unknown):
        assert each.converted_by or "nothing is changed" in each.assumption


def test_a_converted_class_keeps_nothing_that_brings_the_genotype_back(knowledge):
    special = acting(knowledge, "CYP2C19", "*2/*17", "fluconazole")
    own_value = acting(knowledge, "CYP2D6", "*41/*41", "quinidine")

    assert (special.functions, special.alleles) == ((), ())
    (dpwg,) = {
        f.keys for f in look_up(knowledge, "paroxetine", {"CYP2D6": own_value}) if f.body == "DPWG"
    }
    assert dpwg == ("Poor Metabolizer",)


def test_the_prescribed_drug_never_converts_itself(knowledge):
    for drug in ("fluoxetine", "paroxetine", "bupropion", "duloxetine", "fluvoxamine"):
        for gene in knowledge.enzymes:
            alone = acting(knowledge, gene, "*1/*1", drug=drug)
            assert acting(knowledge, gene, "*1/*1", drug, drug=drug) == alone


def test_the_rows_that_a_class_rests_on(knowledge):
    found = acting(knowledge, "CYP2D6", "*1/*4", "cinacalcet").rows
    pair = acting(knowledge, "CYP2C19", "*1/*2", "omeprazole").rows

    assert set(found) == {
        "alleles/CYP2D6|*1",
        "alleles/CYP2D6|*4",
        "activity_scores/CYP2D6|Intermediate Metabolizer",
        "phenoconversion/CYP2D6|moderate|any",
        "co_medications/cinacalcet|inhibitor|CYP2D6",
    }
    assert "phenotypes/CYP2C19|No function|Normal function" in pair
    assert "phenoconversion/CYP2C19|moderate|Intermediate Metabolizer" in pair


# --- For any co-medications ---

SPEED = {"Ultrarapid": 4, "Rapid": 3, "Normal": 2, "Intermediate": 1, "Poor": 0}
SPEED |= {"Likely Intermediate": 1, "Likely Poor": 0.5}
GENOTYPES = {
    "CYP2D6": ["*1/*1", "*1x2/*1", "*1/*4", "*4/*4", "*10/*41", "*41x3/*9", "*2x3/*1"],
    "CYP2C19": ["*1/*1", "*17/*17", "*1/*17", "*2/*17", "*1/*2", "*2/*2", "*1/*9", "*9/*9"],
    "CYP2B6": ["*1/*1", "*4/*4", "*1/*4", "*1/*6", "*6/*6"],
}
NAMES = [line.split(",")[0] for line in (FOLDER / "co_medications.csv").open()][1:]
taken = st.lists(st.sampled_from([*NAMES, "aspirin", "FLUOXETINE"]), max_size=6)


def speed(phenotype):
    return SPEED[phenotype.removesuffix(" Metabolizer")]


@given(taken=taken, data=st.data())
def test_phenoconversion_never_makes_a_faster_phenotype(knowledge, taken, data):
    gene = data.draw(st.sampled_from(list(GENOTYPES)))
    found = acting(knowledge, gene, data.draw(st.sampled_from(GENOTYPES[gene])), *taken)

    assert speed(found.phenotype) <= speed(found.predicted)
    if found.score is not None and found.predicted_score is not None:
        assert found.score <= found.predicted_score


@given(taken=taken, data=st.data())
def test_phenoconversion_the_order_of_co_medications_does_not_matter(knowledge, taken, data):
    gene = data.draw(st.sampled_from(list(GENOTYPES)))
    text = data.draw(st.sampled_from(GENOTYPES[gene]))
    shuffled = data.draw(st.permutations(taken))

    assert acting(knowledge, gene, text, *shuffled) == acting(knowledge, gene, text, *taken)


@given(taken=taken, data=st.data())
def test_phenoconversion_the_prescribed_drug_never_converts_itself(knowledge, taken, data):
    gene = data.draw(st.sampled_from(list(GENOTYPES)))
    text = data.draw(st.sampled_from(GENOTYPES[gene]))
    drug = data.draw(st.sampled_from(sorted(knowledge.drugs)))
    with_itself = acting(knowledge, gene, text, drug, *taken, drug=drug)

    assert with_itself == acting(
        knowledge, gene, text, *[t for t in taken if t.lower() != drug], drug=drug
    )


# --- In an evaluation ---


def evaluation(knowledge, texts, drug, taken):
    rows = len(taken)
    panel = read_panel(knowledge, {m: [t] * rows for m, t in texts.items()}, {}, rows)
    doses = np.full(rows, knowledge.drugs[drug].value("reference_dose"))
    return evaluate(knowledge, panel, Column.constant(drug, rows), doses, Column.of(taken))


def test_an_evaluation_converts_each_row_by_its_own_co_medications(knowledge):
    found = evaluation(
        knowledge, {"CYP2C19": "*1/*1"}, "escitalopram", [(), ("fluvoxamine",), ("lansoprazole",)]
    )
    poor = evaluation(knowledge, {"CYP2C19": "*2/*2"}, "escitalopram", [()])

    assert found.genetics.ratios[:, 0].tolist() == [1, poor.genetics.ratios[0, 0], 1]
    categories = [found.recommendations[row].category for row in range(3)]
    assert categories == ["usual start", "consider another drug", "usual start"]
    assert [found.status(row, "CYP exposure") for row in range(3)] == ["called"] * 3


def test_an_untested_gene_made_poor_moves_the_level_and_is_no_reference(knowledge):
    found = evaluation(knowledge, {}, "escitalopram", [("fluvoxamine",), ("omeprazole",)])

    assert found.genetics.ratios[0, 0] > 1 == found.genetics.ratios[1, 0]
    assert found.status(0, "CYP exposure") == "called"
    assert found.status(1, "CYP exposure") == "not tested"


def test_an_evaluation_without_co_medications_is_that_with_none(knowledge):
    panel = read_panel(knowledge, {"CYP2C19": ["*1/*2"]}, {}, 1)
    one = evaluate(knowledge, panel, Column.of(["citalopram"]), np.array([20.0]))
    other = evaluation(knowledge, {"CYP2C19": "*1/*2"}, "citalopram", [()])

    assert one.relative_response.tolist() == other.relative_response.tolist()
    assert not one.stopped.any()


def test_look_ups_stay_few_however_many_names_there_are(knowledge):
    found = evaluation(
        knowledge,
        {"CYP2D6": "*1/*1"},
        "paroxetine",
        [("quinidine",), ("terbinafine",), ("bupropion",), ("quinidine", "terbinafine")],
    )

    assert len(found.recommendations.distinct) == 1
