"""The list of drugs, by class."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.disagreements import spoken_genes
from pgx.knowledge.catalogue import Entry
from pgx.science.guideline import SILENT
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading


@dataclass(frozen=True)
class Listed:
    """A drug in the list: each body with the genes of which it speaks."""

    entry: Entry
    genes: tuple[tuple[str, tuple[str, ...]], ...]


@reading("web/knowledge/drugs.html")
def drugs(library: Library) -> Context:
    """Every drug by class, A to Z: never by anything that is modelled."""
    rows = sorted(library.all("drugs"), key=lambda row: str(row.values["name"]))
    classes = sorted({str(row.values["drug_class"]) for row in rows}, key=str.casefold)
    bodies = list(library.knowledge.bodies)
    listed = [
        Listed(row, tuple((body, _genes(library, row.key, body)) for body in bodies))
        for row in rows
    ]
    groups = [
        (name, [e for e in listed if e.entry.values["drug_class"] == name]) for name in classes
    ]
    return {"title": _("Drugs"), "bodies": bodies, "groups": groups, "count": len(rows)}


def _genes(library: Library, drug: str, body: str) -> tuple[str, ...]:
    """The genes of which a body says something for a drug."""
    tables = library.knowledge.statement_tables.get((body, drug), ())
    speaking = [
        gene
        for table in tables
        for gene in table.genes
        if any(row.actions != (SILENT,) for rows in table.rows.values() for row in rows)
    ]
    return tuple(gene for gene in spoken_genes(library.knowledge) if gene in speaking)
