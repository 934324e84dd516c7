"""The map is computed from the rows, for every drug, and agrees with the dossier's table."""

from pgx.assessments.disagreements import (
    beside,
    cells,
    cells_of,
    cells_told,
    short_phenotype,
    spoken_genes,
    told_of,
)
from pgx.science.classes import every_class

# Rows of the dossier that are about no place: an age, a paper against a database, an allele.
NOWHERE = {"citalopram|any|over 60 to 64 years", "tricyclics|CYP2D6|Score 1.0 (for example *1/*4)"}
NOWHERE |= {"any CYP2D6 drug|CYP2D6|*9 or *41 carriers"}


def test_the_map_gives_the_kind_of_every_row_of_the_table_or_the_row_says_why_not(knowledge):
    for row in knowledge.disagreements:
        found = cells_told(knowledge, row)
        name = row.row.removeprefix("disagreements/")
        assert bool(found) != (name in NOWHERE), name
        is_computed = all(row.kind in cell.kinds for cell in found)
        assert is_computed != bool(row.why_not_computed) or name in NOWHERE, name


def test_every_drug_has_a_place_for_every_gene_of_which_a_body_speaks(knowledge):
    wanted = {(drug, gene) for drug in knowledge.drugs for gene in spoken_genes(knowledge)}

    found = {(cell.drug, gene) for cell in cells(knowledge).values() for gene in cell.genes}

    assert found == wanted
    assert set(spoken_genes(knowledge)) == {*knowledge.enzymes, "SLC6A4", "HTR2A"}


def test_a_gene_that_a_body_tells_apart_has_a_place_for_every_phenotype(knowledge):
    every = {short_phenotype(each.phenotype) for each in every_class(knowledge, "CYP2D6")}

    assert {cell.phenotype for cell in cells_of(knowledge, "venlafaxine", "CYP2D6")} == every
    assert [cell.phenotype for cell in cells_of(knowledge, "venlafaxine", "CYP2C19")] == ["any"]


def test_every_statement_on_one_gene_is_on_the_map(knowledge):
    """But those for a result that is no phenotype, and those that say that there is nothing."""
    positions = [p for c in cells(knowledge).values() for v in c.variants for p in v.positions]
    on_the_map = {row.row for position in positions for row in position.rows}
    unknown = ("n/a", "Indeterminate")
    wanted = {
        row.row
        for row in knowledge.statements
        if len(row.genes) == 1 and "any" not in row.genes and row.keys[0] not in unknown
        if row.actions != ("silent",)
    }

    assert wanted and not wanted - on_the_map


def test_beside_shows_what_the_other_gene_changes(knowledge):
    cell = cells(knowledge)["sertraline|CYP2B6|Poor"]

    found = {other.phenotype: other for _gene, other in beside(knowledge, cell)}

    assert found["Poor"].marks[0] == ("CPIC", ("asks",))
    assert found["Rapid"].marks[0] == ("CPIC", ("none",))
    assert not list(beside(knowledge, cells(knowledge)["venlafaxine|CYP2D6|Poor"]))


def test_a_pair_of_genes_has_the_places_of_which_the_dossier_tells(knowledge):
    pair = cells(knowledge)["amitriptyline|CYP2D6 + CYP2C19|Poor + poor"]

    (told,) = told_of(knowledge, pair)

    assert pair.kinds == ("silent",)
    assert told.row == f"disagreements/{pair.key}"
