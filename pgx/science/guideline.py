"""Phenotypes and drug -> what each guideline body says, or why it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pgx.science.knowledge import Knowledge, Statement
from pgx.science.phenotypes import FunctionalClass

NO_RESULT = "No Result"
ANY = "any"


@dataclass(frozen=True)
class Finding:
    """What one body says on one gene or pair of genes for a drug.

    `statement` is None where there is no row; `said` then tells why in words.
    """

    body: str
    year: int
    genes: tuple[str, ...]
    keys: tuple[str, ...]
    statement: Statement | None
    said: str


def look_up(
    knowledge: Knowledge, drug: str, enzymes: Mapping[str, FunctionalClass]
) -> tuple[Finding, ...]:
    """Every body's finding for a drug, gene by gene, in the order of the release.

    An enzyme without a result is looked up as "No Result", so that a panel with one of
    two genes finds its row. One panel matches at most one row of a body and gene.
    """
    tables: dict[tuple[str, int, tuple[str, ...]], list[Statement]] = {}
    for statement in knowledge.statements:
        if statement.drug == drug:
            table = (statement.body, statement.year, statement.genes)
            tables.setdefault(table, []).append(statement)
    return tuple(_find(table, rows, enzymes) for table, rows in tables.items())


def _find(
    table: tuple[str, int, tuple[str, ...]],
    rows: list[Statement],
    enzymes: Mapping[str, FunctionalClass],
) -> Finding:
    body, year, genes = table
    keys = tuple(_key(enzymes.get(gene)) for gene in genes)
    for row in rows:
        if row.keys in (keys, (ANY,)):
            return Finding(body, year, genes, row.keys, row, row.statement)
    return Finding(body, year, genes, keys, None, _silence(body, genes, enzymes))


def _key(enzyme: FunctionalClass | None) -> str:
    return enzyme.phenotype if enzyme and enzyme.phenotype else NO_RESULT


def _silence(body: str, genes: tuple[str, ...], enzymes: Mapping[str, FunctionalClass]) -> str:
    """Why there is no statement: not tested is other than not covered."""
    missing = [gene for gene in genes if _key(enzymes.get(gene)) == NO_RESULT]
    if not missing:
        return f"{body} has no row for this combination."
    why = "; ".join(
        f"{gene} is {enzymes[gene].status if gene in enzymes else 'not tested'}" for gene in missing
    )
    return f"What {body} says depends on {' and '.join(genes)}: {why}."
