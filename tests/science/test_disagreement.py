import csv
import itertools
from pathlib import Path

import pytest

from pgx.science.disagreement import compare, splits
from pgx.science.guideline import look_up
from pgx.science.panel import read_call
from pgx.science.phenotypes import metabolizer

ABOVE = Path(__file__).parent.parent / "data" / "cpic_scores_above_2.25.csv"
CELLS = 68
# Cells whose kind does not follow from the rows; each says why, in `why_not_computed`.
NOT_COMPUTED = {
    ("citalopram", "any"),
    ("sertraline", "CYP2C19 + CYP2B6"),
    ("fluvoxamine", "CYP2D6"),
    ("fluvoxamine", "CYP2C19"),
    ("amitriptyline", "CYP2C19"),
    ("tricyclics", "CYP2D6"),
    ("any CYP2D6 drug", "CYP2D6"),
}


def typed(knowledge, diplotypes):
    return {
        gene: metabolizer(
            knowledge, gene, read_call(knowledge.markers[gene], diplotypes.get(gene, ""))
        )
        for gene in knowledge.enzymes
    }


def computed(knowledge, cell):
    """Every kind that the rows give for a cell's drugs, genes and panels."""
    for text in cell.panels:
        nothing = text == "nothing tested"
        diplotypes = {} if nothing else dict(each.split(" ") for each in text.split(", "))
        enzymes = typed(knowledge, diplotypes)
        for group in cell.gene.split("; "):
            genes = tuple(group.split(" + "))
            if nothing or set(genes) <= set(diplotypes):
                for drug in cell.drugs:
                    yield compare(knowledge, drug, genes, enzymes)


def test_compare_gives_every_cell_of_the_dossier_or_the_cell_says_why_not(knowledge):
    assert len(knowledge.disagreements) == CELLS
    for cell in knowledge.disagreements:
        kinds = set(computed(knowledge, cell))
        name = (cell.drug, cell.gene, cell.phenotype)
        assert (kinds == {cell.kind}) != bool(cell.why_not_computed), (name, kinds)


def test_cells_that_are_not_computed_are_few_and_known(knowledge):
    named = [(c.drug, c.gene) for c in knowledge.disagreements if c.why_not_computed]

    assert set(named) == NOT_COMPUTED
    assert len(named) == 8


def test_compare_has_an_answer_for_every_drug_gene_and_phenotype(knowledge):
    alleles = {
        "CYP2C19": ("*1", "*2", "*9", "*12", "*17"),
        "CYP2D6": ("*1", "*1x2", "*4", "*10", "*22"),
        "CYP2B6": ("*1", "*4", "*6", "*18", "*3"),
    }
    for gene, own in alleles.items():
        for pair in itertools.combinations_with_replacement(own, 2):
            enzymes = typed(knowledge, {gene: "/".join(pair)})
            for drug in knowledge.drugs:
                assert compare(knowledge, drug, (gene,), enzymes)


def test_splits_name_the_tested_genes_that_a_body_speaks_of(knowledge):
    enzymes = typed(knowledge, {"CYP2C19": "*2/*2", "CYP2B6": "*6/*6"})

    found = splits(knowledge, "citalopram", look_up(knowledge, "citalopram", enzymes), enzymes)

    assert [(split.genes, split.kind) for split in found] == [(("CYP2C19",), "dose form")]


with ABOVE.open(encoding="utf-8", newline="") as _stream:
    SOURCES = list(csv.DictReader(_stream))


def test_the_source_rows_above_2_25_agree_so_that_one_row_stands_for_them(knowledge):
    """The source, with each text once: a second text for a drug and phenotype would be a split."""
    names = [(row["drug"], row["cyp2c19"]) for row in SOURCES]

    assert len(names) == len(set(names))
    assert all(len(row["scores"].split("; ")) == 11 for row in SOURCES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda row: f"{row['drug']} {row['cyp2c19']}")
def test_the_row_above_2_25_says_what_its_sources_say(knowledge, source):
    keys = (">2.25", source["cyp2c19"]) if source["cyp2c19"] else (">2.25",)
    (row,) = [
        s
        for s in knowledge.statements
        if (s.body, s.drug, s.genes[0], s.keys) == ("CPIC", source["drug"], "CYP2D6", keys)
    ]

    assert row.strength == source["strength"]
    assert ("higher maintenance" in row.actions) == ("higher target" in source["recommendation"])


# --- What the dossier teaches ---


def of(knowledge, drug, **diplotypes):
    enzymes = typed(knowledge, diplotypes)
    return splits(knowledge, drug, look_up(knowledge, drug, enzymes), enzymes)


def test_split_carries_the_teaching_point_of_its_cell(knowledge):
    (found,) = of(knowledge, "citalopram", CYP2C19="*1/*2")

    assert found.row == "disagreements/citalopram|CYP2C19|Intermediate"
    assert found.teaching_point.startswith("CPIC says lower, DPWG says how low")


def test_every_cell_with_a_panel_is_carried_by_a_split(knowledge):
    """But those of genes of which no body has a row, and those without a genotype."""
    missing = set()
    for cell in knowledge.disagreements:
        for text in cell.panels:
            diplotypes = dict(part.split(" ") for part in text.split(", ") if "*" in part)
            for drug in cell.drugs:
                if cell.row not in {each.row for each in of(knowledge, drug, **diplotypes)}:
                    missing.add((cell.drug, cell.gene))

    assert missing == {("bupropion", "CYP2B6"), ("all serotonin reuptake inhibitors", SERT)}


SERT = "SLC6A4; HTR2A"


def test_split_of_a_pair_is_there_where_the_dossier_tells_of_it(knowledge):
    both = of(knowledge, "sertraline", CYP2C19="*2/*2", CYP2B6="*6/*6")
    other = of(knowledge, "sertraline", CYP2C19="*1/*1", CYP2B6="*1/*1")

    assert both[-1].genes == ("CYP2C19", "CYP2B6")
    assert both[-1].teaching_point == "One-gene guidelines cannot see two blocked routes."
    assert [each.genes for each in other] == [("CYP2C19",), ("CYP2B6",)]


def test_split_of_a_score_has_the_cell_of_that_score(knowledge):
    (at, above) = (
        of(knowledge, "paroxetine", CYP2D6=pair)[0] for pair in ("*1x2/*17", "*1x2/*2x2")
    )

    assert "Score 2.5" in at.row
    assert above.row.endswith("|Ultrarapid")


def test_split_does_not_carry_a_cell_of_another_kind_or_condition(knowledge):
    known = {cell.row: cell for cell in knowledge.disagreements}
    for pair, other in itertools.product(("*1/*1", "*2/*2", "*1/*17"), ("*1/*1", "*4/*4")):
        for drug in knowledge.drugs:
            found = of(knowledge, drug, CYP2C19=pair, CYP2D6=other)
            for each in filter(lambda split: split.row, found):
                cell = known[each.row]
                assert drug in cell.drugs
                assert cell.kind == each.kind or cell.why_not_computed
    (untested,) = of(knowledge, "sertraline", CYP2B6="*6/*6")
    beside = of(knowledge, "sertraline", CYP2B6="*6/*6", CYP2C19="*2/*2")
    assert "Poor (CYP2C19 normal or untested)" in untested.row
    assert all("normal or untested" not in each.row for each in beside)
