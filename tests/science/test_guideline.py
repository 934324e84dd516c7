import dataclasses
import itertools

import pytest

from pgx.knowledge.reading import read
from pgx.science.guideline import NO_RESULT, body_class, look_up
from pgx.science.panel import read_call
from pgx.science.phenotypes import FunctionalClass, metabolizer
from tests.kb import FOLDER

PHENOTYPES = ("Poor", "Likely Poor", "Intermediate", "Likely Intermediate", "Normal", "Rapid")
ALL = (*(f"{name} Metabolizer" for name in (*PHENOTYPES, "Ultrarapid")), "Indeterminate")
# One score each side of every threshold, the values between, and what is above the last.
SCORES = (0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.5, 6)
BODIES = ["CPIC", "DPWG", "FDA"]
LOW_DOSES = (
    "at low doses, as for nerve pain, CPIC does not ask for this change; follow blood levels"
)


def enzyme(gene, phenotype, score=None):
    status = "called" if phenotype else "not tested"
    return FunctionalClass(gene, "", status, None, phenotype or "", score=score)


def of_score(score):
    if score is None:
        return enzyme("CYP2D6", None)
    if score == "unknown":
        return enzyme("CYP2D6", "Indeterminate")
    names = ((0, "Poor"), (1, "Intermediate"), (2.25, "Normal"), (99, "Ultrarapid"))
    name = next(name for highest, name in names if score <= highest)
    return enzyme("CYP2D6", f"{name} Metabolizer", float(score))


def typed(knowledge, **diplotypes):
    return {
        gene: metabolizer(
            knowledge, gene, read_call(knowledge.markers[gene], diplotypes.get(gene, ""))
        )
        for gene in knowledge.enzymes
    }


def find(knowledge, drug, genes, body="CPIC", **phenotypes):
    enzymes = {gene: enzyme(gene, phenotypes.get(gene)) for gene in ("CYP2C19", "CYP2B6")}
    found = look_up(knowledge, drug, enzymes)
    return next(f for f in found if (f.body, f.genes) == (body, genes))


def says(knowledge, drug, body, gene, **diplotypes):
    found = look_up(knowledge, drug, typed(knowledge, **diplotypes))
    return [each for each in found if each.body == body and gene in each.genes]


def test_look_up_finds_the_row_of_a_phenotype(knowledge):
    found = find(knowledge, "escitalopram", ("CYP2C19",), CYP2C19="Poor Metabolizer")

    assert found.statement.strength == "Strong"
    assert found.statement.actions[0] == "other drug"


def test_look_up_fills_the_gene_that_was_not_tested(knowledge):
    pair = ("CYP2C19", "CYP2B6")

    found = find(knowledge, "sertraline", pair, CYP2B6="Poor Metabolizer")

    assert found.keys == (NO_RESULT, "Poor Metabolizer")
    assert found.statement


def test_look_up_bodies_stand_in_the_order_of_the_release_leading_first(knowledge):
    bodies = [f.body for f in look_up(knowledge, "citalopram", typed(knowledge))]

    assert list(dict.fromkeys(bodies)) == list(knowledge.bodies) == BODIES


# --- Rows that differ by condition ---


def test_look_up_shows_every_row_of_dpwg_with_its_age_and_form(knowledge):
    found = says(knowledge, "citalopram", "DPWG", "CYP2C19", CYP2C19="*2/*2")

    assert {f.condition: f.statement.max_dose_mg for f in found} == {
        "under 65 years, tablets": 20,
        "under 65 years, drops": 16,
        "65 years and over, tablets": 10,
        "65 years and over, drops": 8,
    }


def test_look_up_shows_every_document_of_fda(knowledge):
    found = says(knowledge, "venlafaxine", "FDA", "CYP2D6", CYP2D6="*4/*4")

    assert {f.document: f.statement.actions for f in found} == {
        "table section 1 (therapeutic management)": ("lower maintenance",),
        "label": ("usual start",),
    }


def test_look_up_shows_an_age_rule_for_any_genotype(knowledge):
    found = says(knowledge, "citalopram", "FDA", "any")

    assert [f.statement.max_dose_mg for f in found] == [20]
    assert "over 60 years" in found[0].condition


def test_look_up_splits_advice_by_indication(knowledge):
    found = says(knowledge, "clomipramine", "DPWG", "CYP2C19", CYP2C19="*17/*17")

    assert {f.condition: f.statement.actions for f in found} == {
        "adults with OCD or anxiety": ("other drug",),
        "adults with depression": ("usual start",),
    }


def test_every_tricyclic_statement_of_cpic_carries_the_sentence_on_low_doses(knowledge):
    found = [s for s in knowledge.statements if s.reference == "Hicks2017"]

    assert len(found) == 604
    assert all(LOW_DOSES in statement.condition for statement in found)


# --- Each body with its own phenotype ---


@pytest.mark.parametrize(
    ("gene", "diplotype", "standard", "dpwg"),
    [
        ("CYP2C19", "*1/*17", "Rapid", "Normal"),
        ("CYP2C19", "*17/*17", "Ultrarapid", "Ultrarapid"),
        ("CYP2C19", "*1/*9", "Likely Intermediate", "Intermediate"),
        ("CYP2C19", "*2/*9", "Likely Poor", ""),
        ("CYP2C19", "*9/*9", "Likely Intermediate", ""),
        ("CYP2D6", "*1x2/*17", "Ultrarapid", "Normal"),
        ("CYP2D6", "*1x2/*1", "Ultrarapid", "Ultrarapid"),
        ("CYP2D6", "*1/*4", "Intermediate", "Intermediate"),
        ("CYP2D6", "*1x2/*9", "Normal", "Normal"),
        ("CYP2D6", "*9/*41x3", "Intermediate", "Normal"),
        ("CYP2B6", "*6/*6", "Poor", "Poor"),
    ],
)
def test_body_class_is_that_of_the_body(knowledge, gene, diplotype, standard, dpwg):
    own = typed(knowledge, **{gene: diplotype})[gene]

    def name(word):
        return f"{word} Metabolizer" if word else ""

    assert own.phenotype == body_class(knowledge, "CPIC", own).phenotype == name(standard)
    assert body_class(knowledge, "DPWG", own).phenotype == name(dpwg)


def test_look_up_says_that_a_body_has_no_such_class(knowledge):
    (found,) = says(knowledge, "citalopram", "DPWG", "CYP2C19", CYP2C19="*2/*9")

    assert (found.kind, found.statement) == ("no class", None)
    assert "no likely poor class" in found.said


# --- No statement, in words ---


def test_look_up_uses_different_words_for_different_reasons(knowledge):
    def first(drug, body, gene, **diplotypes):
        return says(knowledge, drug, body, gene, **diplotypes)[0]

    mirtazapine = look_up(knowledge, "mirtazapine", typed(knowledge))
    found = {
        "no table": next(f for f in mirtazapine if f.body == "CPIC"),
        "silent": first("mirtazapine", "FDA", "any"),
        "not tested": first("citalopram", "CPIC", "CYP2C19"),
        "unknown function": first("citalopram", "DPWG", "CYP2C19", CYP2C19="*1/*12"),
        "no recommendation": first("citalopram", "CPIC", "SLC6A4"),
        "no class": first("citalopram", "DPWG", "CYP2C19", CYP2C19="*2/*9"),
        "no row": first("citalopram", "FDA", "CYP2C19", CYP2C19="*1/*1"),
        "advice": first("citalopram", "CPIC", "CYP2C19", CYP2C19="*1/*1"),
    }

    assert {kind: each.kind for kind, each in found.items()} == {kind: kind for kind in found}
    assert len({each.said for each in found.values()}) == len(found)
    assert "CYP2C19 is not tested" in found["not tested"].said
    cannot_be_read = first("citalopram", "CPIC", "CYP2C19", CYP2C19="*2/banana")
    assert "the CYP2C19 result cannot be read" in cannot_be_read.said
    assert "*1/*12" in found["unknown function"].said


def test_look_up_of_a_score_that_is_not_known_says_so(knowledge):
    enzymes = {"CYP2D6": enzyme("CYP2D6", "Poor Metabolizer")}

    found = next(f for f in look_up(knowledge, "paroxetine", enzymes) if f.body == "CPIC")

    assert found.kind == "no score"


# --- Exhaustive ---


@pytest.mark.parametrize("gene", ["SLC6A4", "HTR2A"])
def test_cpic_makes_no_recommendation_for_the_genes_of_serotonin(knowledge, gene):
    drugs = {s.drug for s in knowledge.statements if gene in s.genes}

    assert len(drugs) == 13
    for drug in drugs:
        (found,) = says(knowledge, drug, "CPIC", gene)
        assert found.kind == "no recommendation"


def panels():
    """Every phenotype or score of one gene alone, and of the pairs that a table asks for."""
    scores = (None, *SCORES, "unknown")
    for c19, b6 in itertools.product((None, *ALL), repeat=2):
        yield {"CYP2C19": enzyme("CYP2C19", c19), "CYP2B6": enzyme("CYP2B6", b6)}
    for score, c19 in itertools.product(scores, (None, *ALL)):
        yield {"CYP2D6": of_score(score), "CYP2C19": enzyme("CYP2C19", c19)}


def test_look_up_every_combination_of_every_body_has_a_statement_or_says_that_there_is_none(
    knowledge,
):
    for drug, enzymes in itertools.product(knowledge.drugs, panels()):
        findings = look_up(knowledge, drug, enzymes)
        assert {each.body for each in findings} == set(BODIES)
        for each in findings:
            assert each.said
            assert (each.statement is None) == (
                each.kind not in ("advice", "no recommendation", "silent")
            )


def test_look_up_never_gives_two_rows_of_cpic(knowledge):
    for drug, enzymes in itertools.product(knowledge.drugs, panels()):
        findings = [f for f in look_up(knowledge, drug, enzymes) if f.body == "CPIC"]
        genes = [f.genes for f in findings]
        assert len(genes) == len(set(genes))
        assert sum(f.advises for f in findings) <= 1


def test_every_row_of_the_release_is_found_by_some_panel(knowledge):
    found = {
        each.statement.row
        for drug, enzymes in itertools.product(knowledge.drugs, panels())
        for each in look_up(knowledge, drug, enzymes)
        if each.statement
    }

    assert {s.row for s in knowledge.statements} <= found


@pytest.mark.parametrize("gene", ["CYP2C19", "CYP2B6"])
@pytest.mark.parametrize("phenotype", ALL)
def test_look_up_a_panel_with_one_gene_finds_the_row_of_sertraline(knowledge, gene, phenotype):
    enzymes = {gene: enzyme(gene, phenotype)}

    findings = [
        f for f in look_up(knowledge, "sertraline", enzymes) if f.body == "CPIC" and gene in f.genes
    ]

    assert len(findings) == 1
    known = {s.keys for s in knowledge.statements if s.genes == ("CYP2C19", "CYP2B6")}
    keys = (phenotype, NO_RESULT) if gene == "CYP2C19" else (NO_RESULT, phenotype)
    assert bool(findings[0].statement) == (keys in known)
    assert bool(findings[0].statement) or "Likely" in phenotype or phenotype == "Indeterminate"


@pytest.mark.parametrize("score", [2.5, 2.75, 3, 3.25, 3.5, 4, 4.5, 6])
def test_look_up_scores_above_2_25_are_one_range(knowledge, score):
    for drug in knowledge.drugs:
        for each in look_up(knowledge, drug, {"CYP2D6": of_score(score)}):
            if each.body == "CPIC" and each.advises and "CYP2D6" in each.genes:
                assert each.keys[each.genes.index("CYP2D6")] == ">2.25"


def test_look_up_of_2_25_is_still_normal(knowledge):
    (found,) = says(knowledge, "nortriptyline", "CPIC", "CYP2D6", CYP2D6="*1x2/*9")

    assert found.statement.actions == ("usual start",)


# --- The rows that a finding rests on ---


def every_address(content):
    return {f"{table}/{row.key}" for table, rows in content.rows.items() for row in rows}


def test_rows_name_the_statement_and_what_gives_the_phenotype(knowledge):
    (found,) = says(knowledge, "nortriptyline", "CPIC", "CYP2D6", CYP2D6="*4/*4")

    assert found.rows == (
        found.statement.row,
        "activity_scores/CYP2D6|Poor Metabolizer",
    )


def test_rows_name_the_pair_of_functions(knowledge):
    found = next(iter(says(knowledge, "citalopram", "CPIC", "CYP2C19", CYP2C19="*2/*2")))

    assert found.rows[1:] == ("phenotypes/CYP2C19|No function|No function",)


def test_rows_name_what_a_body_classes_otherwise(knowledge):
    rapid = says(knowledge, "citalopram", "DPWG", "CYP2C19", CYP2C19="*1/*17")[0]
    own_value = says(knowledge, "nortriptyline", "DPWG", "CYP2D6", CYP2D6="*9/*41")[0]
    no_class = says(knowledge, "citalopram", "DPWG", "CYP2C19", CYP2C19="*2/*9")[0]

    assert "body_phenotypes/DPWG|CYP2C19|phenotype|Rapid Metabolizer" in rapid.rows
    assert {
        "body_phenotypes/DPWG|CYP2D6|allele|*9",
        "body_phenotypes/DPWG|CYP2D6|allele|*41",
    } <= set(own_value.rows)
    assert no_class.statement is None
    assert "body_phenotypes/DPWG|CYP2C19|phenotype|Likely Poor Metabolizer" in no_class.rows


def test_rows_of_a_gene_that_was_not_tested_are_none(knowledge):
    (found,) = says(knowledge, "nortriptyline", "DPWG", "CYP2D6")

    assert (found.kind, found.rows) == ("not tested", ())


def test_rows_of_a_phenotype_by_a_co_medication_are_not_those_of_the_genotype(knowledge):
    own = typed(knowledge, CYP2C19="*1/*1")["CYP2C19"]
    converted = dataclasses.replace(own, phenotype="Poor Metabolizer")

    assert body_class(knowledge, "CPIC", own).rows
    assert body_class(knowledge, "CPIC", converted).rows == ()


def test_every_address_is_a_row_of_the_release(knowledge):
    known = every_address(read(FOLDER))
    for drug, enzymes in itertools.product(knowledge.drugs, panels()):
        for each in look_up(knowledge, drug, enzymes):
            assert known.issuperset(each.rows)
            assert not each.statement or each.rows[0] == each.statement.row
