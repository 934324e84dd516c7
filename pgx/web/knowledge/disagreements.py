"""The disagreement map: drug by phenotype, the bodies side by side, the kind named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.cells import Cell
from pgx.assessments.disagreements import cells, spoken_genes
from pgx.assessments.question import find_drug
from pgx.knowledge.catalogue import Entry
from pgx.science.disagreement import GUIDELINE
from pgx.science.knowledge import Knowledge
from pgx.web.knowledge import filters
from pgx.web.knowledge.filters import Filter, Form
from pgx.web.knowledge.grid import columns, grid
from pgx.web.knowledge.kinds import ALONE, KINDS, MARKS, NOBODY, Kind, kinds_in_words
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.said import Side, side

A_PAGE = 10  # cells in words


@dataclass(frozen=True)
class Told:
    """A cell in words."""

    cell: Cell
    name: str  # of the drug
    sides: tuple[Side, ...]

    @property
    def kinds(self) -> list[Kind]:
        """How the bodies split, each way once."""
        return kinds_in_words(self.cell)

    @property
    def rows(self) -> list[Entry]:
        """Every row that it rests on."""
        return [row for side in self.sides for row in side.rows]


@reading("web/knowledge/disagreements.html", query=("drug", "gene", "kind", "page"))
def disagreements(
    library: Library, drug: str = "", gene: str = "", kind: str = "", page: str = "1"
) -> Context:
    """The map, whole or filtered: first as a grid, then in words."""
    knowledge = library.knowledge
    fields = map_filters(knowledge, drug, gene, kind)
    form = Form(tuple(fields), tuple(cells(knowledge).values()))
    found = form.found
    shown = Paginator(found, A_PAGE).get_page(page)
    listed = columns(knowledge, found)
    return {
        "title": _("Where the bodies disagree"),
        "form": form,
        "differ": sum(each.differs for each in found),
        "silent": sum(each.has_silence for each in found),
        "guidelines": [body for body, kind in knowledge.bodies.items() if kind == GUIDELINE],
        "alone": sum(kinds_in_words(each) == [ALONE] for each in found),
        "nobody": sum(kinds_in_words(each) == [NOBODY] for each in found),
        "kinds": [(KINDS[each], each, count) for each, count in _by_kind(found)],
        "marks": MARKS,
        "columns": listed,
        "width": 1 + sum(len(column.phenotypes) for column in listed),
        "grid": grid(library, found),
        "page": shown,
        "told": [tell(library, cell) for cell in shown],
    }


def tell(library: Library, cell: Cell) -> Told:
    """A cell in words."""
    sides = tuple(side(library, cell.drug, cell.genes[0], each) for each in cell.variants)
    return Told(cell, library.knowledge.drugs[cell.drug].name, sides)


def map_filters(knowledge: Knowledge, drug: str, gene: str, kind: str) -> list[Filter]:
    """By drug, gene and kind; a drug is known by its other names too."""
    named = find_drug(knowledge, drug)
    drugs = sorted((each.drug, each.name) for each in knowledge.drugs.values())
    genes = [(name, name) for name in spoken_genes(knowledge)]
    kinds = [(name, each.name) for name, each in KINDS.items()]
    return [
        filters.choice(
            "drug",
            gettext_lazy("Drug"),
            drugs,
            named.drug if named else drug,
            lambda cell, name: cell.drug == name,
        ),
        filters.choice(
            "gene", gettext_lazy("Gene"), genes, gene, lambda cell, name: name in cell.genes
        ),
        filters.choice(
            "kind", gettext_lazy("Kind"), kinds, kind, lambda cell, name: name in cell.kinds
        ),
    ]


def _by_kind(found: Sequence[Cell]) -> Iterator[tuple[str, int]]:
    counts = Counter(kind for cell in found for kind in cell.kinds)
    return ((kind, counts[kind]) for kind in KINDS)
