"""One cell of the disagreement map: every row that it rests on, and what it teaches."""

from __future__ import annotations

from pgx.assessments.cells import Cell
from pgx.assessments.disagreements import (
    beside,
    cells,
    cells_of,
    cells_told,
    told_of,
)
from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge.disagreements import tell
from pgx.web.knowledge.kinds import KINDS
from pgx.web.knowledge.library import Elsewhere, Library, Missing
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.said import OWN_CLASSES

TABLE = "disagreements"


@reading("web/knowledge/disagreement.html")
def disagreement(library: Library, key: str) -> Context:
    """A cell, or a row of the dossier that is about several cells or about none."""
    found = _find(library, key)
    if isinstance(found, Entry):
        return _told_page(library, found)
    knowledge = library.knowledge
    told = tell(library, found)
    dossier = [library.row(row.row) for row in told_of(knowledge, found)]
    others = [(gene, tell(library, cell)) for gene, cell in beside(knowledge, found)]
    rows = [row for each in (told, *(other for _gene, other in others)) for row in each.rows]
    return {
        "title": f"{told.name}, {found.gene} {found.phenotype.lower()}",
        "told": told,
        "cell": found,
        "kinds": told.kinds,
        "dossier": dossier,
        "others": others,
        "neighbours": cells_of(knowledge, found.drug, found.genes[0]),
        "own_values": _own_values(library, found),
        "sources": library.sources([*rows, *filter(None, dossier)]),
    }


def _find(library: Library, key: str) -> Cell | Entry:
    """The cell of a key, or the dossier's row. Raises Missing and Elsewhere."""
    known = cells(library.knowledge)
    names = {name.lower(): name for name in (*library.listing(TABLE).by_key, *known)}
    name = names.get(key.lower())
    if name is None:
        row = f"{TABLE}/{key}"
        raise Missing(key, names.values(), lambda near: library.address(f"{TABLE}/{near}"), row)
    if name != key:
        raise Elsewhere(library.address(f"{TABLE}/{name}"))
    return known.get(name) or library.listing(TABLE).by_key[name]


def _told_page(library: Library, entry: Entry) -> Context:
    rows = (row for row in library.knowledge.disagreements if row.row == entry.row)
    about = [cell for row in rows for cell in cells_told(library.knowledge, row)]
    return {
        "title": entry.key.replace("|", ", "),
        "entry": entry,
        "kinds": [KINDS[entry.values["kind"]]],
        "about": [(cell, library.knowledge.drugs[cell.drug].name) for cell in about],
        "sources": library.sources([entry]),
    }


def _own_values(library: Library, cell: Cell) -> list[Entry]:
    """Alleles to which a body gives its own activity value, so that its score differs."""
    found = (library.where(OWN_CLASSES, gene=gene, by="allele") for gene in cell.genes)
    return [row for rows in found for row in rows]
