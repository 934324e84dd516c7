"""Genes by their numbers of HGNC: the knowledge base has them, the science needs none."""

from __future__ import annotations

from functools import lru_cache

from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge


@lru_cache(maxsize=8)
def hgnc_ids(knowledge: Knowledge) -> dict[str, str]:
    """The number of every gene of a release, read once a process. Raises NoRelease."""
    release = releases.name(knowledge.version)
    rows = releases.stored_rows(release.pk, release.version, ["genes"])["genes"]
    return {row.gene: row.hgnc_id for row in rows}  # type: ignore[attr-defined]


def find_gene(knowledge: Knowledge, token: str) -> str:
    """The gene of a symbol or a number, with or without its system; empty where none is."""
    word = token.rpartition("|")[2].strip().lower()
    for gene, number in hgnc_ids(knowledge).items():
        if word in (gene.lower(), number.lower()):
            return gene
    return ""
