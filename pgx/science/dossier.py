"""A drug, genes and phenotypes -> the cell of the dossier that tells how the bodies split.

A cell gives its phenotypes as panels; it fits whoever has the phenotypes of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pgx.science.knowledge import Disagreement, DisagreementKind, Knowledge
from pgx.science.panel import read_call
from pgx.science.phenotypes import FunctionalClass, metabolizer

Genes = tuple[str, ...]
TOGETHER, APART = " + ", "; "  # in the dossier: genes seen together, genes alike


@dataclass(frozen=True)
class Panel:
    """A panel of a cell as classes: gene -> class, None where the gene must not be tested."""

    classes: Mapping[str, FunctionalClass | None]

    def fits(self, enzymes: Mapping[str, FunctionalClass]) -> bool:
        """Whether a subject has the phenotype of every gene here."""
        found = ((enzymes.get(gene), wanted) for gene, wanted in self.classes.items())
        return all(
            (own.phenotype if own else "") == (wanted.phenotype if wanted else "")
            for own, wanted in found
        )

    def scores_alike(self, enzymes: Mapping[str, FunctionalClass]) -> bool:
        """Whether the activity scores are the same too."""
        called = {gene: wanted for gene, wanted in self.classes.items() if wanted}
        return all(enzymes[gene].score == wanted.score for gene, wanted in called.items())


Entry = tuple[Disagreement, Panel]


def cell(
    knowledge: Knowledge,
    drug: str,
    genes: Genes,
    kind: DisagreementKind,
    enzymes: Mapping[str, FunctionalClass],
) -> Disagreement | None:
    """The cell that fits, one of the same score first; None where the dossier has none.

    A cell of another kind fits only where it says why that kind is not computed.
    """
    fitting = [
        (found, panel)
        for found, panel in told(knowledge, drug, genes)
        if (found.kind == kind or found.why_not_computed) and panel.fits(enzymes)
    ]
    fitting.sort(key=lambda each: not each[1].scores_alike(enzymes))
    return fitting[0][0] if fitting else None


def told(knowledge: Knowledge, drug: str, genes: Genes) -> tuple[Entry, ...]:
    """The cells about a drug and these genes, one entry a panel."""
    return _entries(knowledge).get((drug, genes), ())


@lru_cache(maxsize=256)
def pairs(knowledge: Knowledge, drug: str) -> tuple[Genes, ...]:
    """The genes that the dossier sees together for a drug."""
    return tuple(genes for own, genes in _entries(knowledge) if own == drug and len(genes) > 1)


@lru_cache(maxsize=8)
def _entries(knowledge: Knowledge) -> Mapping[tuple[str, Genes], tuple[Entry, ...]]:
    """Drug and genes -> its cells, one entry a panel."""
    found: dict[tuple[str, Genes], tuple[Entry, ...]] = {}
    for row in knowledge.disagreements:
        for panel in _panels(knowledge, row):
            for genes in _genes(row):
                if set(genes) <= set(panel.classes):
                    for drug in row.drugs:
                        known = found.get((drug, genes), ())
                        found[drug, genes] = (*known, (row, panel))
    return found


def _genes(row: Disagreement) -> list[Genes]:
    return [tuple(each.split(TOGETHER)) for each in row.gene.split(APART)]


def _panels(knowledge: Knowledge, row: Disagreement) -> Iterator[Panel]:
    """The panels of a cell; a gene that only another of them has must not be tested.

    Of genes that are alike each stands alone.
    """
    texts = [_diplotypes(knowledge, text) for text in row.panels]
    alike = {gene for genes in _genes(row) for gene in genes} if APART in row.gene else set()
    every = {gene for each in texts for gene in each} - alike
    for each in texts:
        classes: dict[str, FunctionalClass | None] = dict.fromkeys(every)
        for gene, diplotype in each.items():
            call = read_call(knowledge.markers[gene], diplotype)
            classes[gene] = metabolizer(knowledge, gene, call)
        yield Panel(classes)


def _diplotypes(knowledge: Knowledge, text: str) -> dict[str, str]:
    """The enzymes of "CYP2C19 *2/*2, CYP2B6 *1/*6"; none for words such as "nothing tested"."""
    parts = (part.partition(" ") for part in text.split(", "))
    return {gene: diplotype for gene, _, diplotype in parts if gene in knowledge.enzymes}
