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
