"""The disagreement map: how the bodies split on every drug and phenotype, from the rows alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pgx.assessments.cells import Cell, Classes, make_cell
from pgx.science import dossier
from pgx.science.classes import every_class
from pgx.science.dossier import APART, Genes
from pgx.science.guideline import ANY
from pgx.science.knowledge import Disagreement, Knowledge, StatementTable

METABOLIZER = " Metabolizer"


def short_phenotype(phenotype: str) -> str:
    """A phenotype as the keys of cells have it.

    >>> short_phenotype("Poor Metabolizer")
    'Poor'
    """
    return phenotype.removesuffix(METABOLIZER)


@lru_cache(maxsize=8)
def spoken_genes(knowledge: Knowledge) -> Genes:
    """The enzymes, then the other genes of which any body speaks."""
    spoken = dict.fromkeys(gene for row in knowledge.statements for gene in row.genes)
    others = (gene for gene in spoken if gene not in knowledge.enzymes and gene != ANY)
    return (*knowledge.enzymes, *others)


@lru_cache(maxsize=8)
def cells(knowledge: Knowledge) -> Mapping[str, Cell]:
    """Every cell by its key, drug by drug; of its other genes none is tested.

    Beside each gene the pairs of genes of which the dossier tells.
    """
    found = (each for drug in knowledge.drugs for each in _cells(knowledge, drug))
    return {cell.key: cell for cell in found}


def cells_of(knowledge: Knowledge, drug: str, gene: str = "") -> list[Cell]:
    """The cells of a drug, or of a drug and one gene."""
    own = (cell for cell in cells(knowledge).values() if cell.drug == drug)
    return [cell for cell in own if not gene or gene in cell.genes]


def beside(knowledge: Knowledge, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The cell by each phenotype of another gene that a body reads together with this one."""
    own = [classes for variant in cell.variants for classes in variant.classes]
    for partner in _partners(knowledge, cell):
        for phenotype, others in _by_phenotype(knowledge, partner).items():
            both = ({**classes, **other} for classes in own for other in others)
            yield partner, make_cell(knowledge, cell.drug, cell.genes, phenotype, both)


def told_of(knowledge: Knowledge, cell: Cell) -> list[Disagreement]:
    """What the dossier tells of a cell, whatever the other genes are."""
    return [row for row in knowledge.disagreements if _tells_of(knowledge, row, cell)]


def cells_told(knowledge: Knowledge, row: Disagreement) -> list[Cell]:
    """The cells of which a row of the dossier tells."""
    return [cell for cell in cells(knowledge).values() if _tells_of(knowledge, row, cell)]


def _tells_of(knowledge: Knowledge, row: Disagreement, cell: Cell) -> bool:
    if cell.drug not in row.drugs or cell.gene not in row.gene.split(APART):
        return False
    if ANY in (row.phenotype, cell.phenotype) or row.phenotype == cell.phenotype:
        return True
    told = dossier.told(knowledge, cell.drug, cell.genes)
    panels = (panel.classes for found, panel in told if found == row)
    return len(cell.genes) == 1 and cell.phenotype in {
        short_phenotype(own.phenotype) for each in panels if (own := each.get(cell.gene))
    }


def _cells(knowledge: Knowledge, drug: str) -> Iterator[Cell]:
    for gene in spoken_genes(knowledge):
        apart = _is_told_apart(knowledge, drug, gene)
        found = _by_phenotype(knowledge, gene) if apart else {ANY: [{}]}
        for phenotype, classes in found.items():
            yield make_cell(knowledge, drug, (gene,), phenotype, classes)
    for pair in dict.fromkeys(dossier.pairs(knowledge, drug)):
        for phenotype, classes in _told_pairs(knowledge, drug, pair).items():
            yield make_cell(knowledge, drug, pair, phenotype, classes)


def _told_pairs(knowledge: Knowledge, drug: str, pair: Genes) -> dict[str, list[Classes]]:
    """The classes of two genes of which the dossier tells, by its name for them."""
    found: dict[str, list[Classes]] = {}
    for row, panel in dossier.told(knowledge, drug, pair):
        classes = {gene: own for gene, own in panel.classes.items() if own}
        found.setdefault(row.phenotype, []).append(classes)
    return found


@lru_cache(maxsize=64)
def _by_phenotype(knowledge: Knowledge, gene: str) -> dict[str, list[Classes]]:
    found: dict[str, list[Classes]] = {}
    for own in every_class(knowledge, gene):
        found.setdefault(short_phenotype(own.phenotype), []).append({gene: own})
    return found


def _is_told_apart(knowledge: Knowledge, drug: str, gene: str) -> bool:
    """Whether any body has more for a gene than one row for all."""
    own = [table for table in _tables(knowledge, drug) if gene in table.genes]
    return any(keys[each.genes.index(gene)] != ANY for each in own for keys in each.rows)


def _partners(knowledge: Knowledge, cell: Cell) -> list[str]:
    """The other genes by which a table with this gene goes; none where all results are one."""
    pairs = (t.genes for t in _tables(knowledge, cell.drug) if set(cell.genes) < set(t.genes))
    other = dict.fromkeys(gene for pair in pairs for gene in pair if gene not in cell.genes)
    return list(other) if cell.phenotype != ANY else []


def _tables(knowledge: Knowledge, drug: str) -> Iterator[StatementTable]:
    for body in knowledge.bodies:
        yield from knowledge.statement_tables.get((body, drug), ())
