"""The page of a drug: what is published of it, its numbers, and who names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pgx.assessments.disagreements import cells_of, spoken_genes
from pgx.assessments.question import find_drug
from pgx.knowledge.catalogue import Entry
from pgx.science.guideline import ANY
from pgx.web.knowledge.binding import binding_plot, binding_rows
from pgx.web.knowledge.disagreements import Told, tell
from pgx.web.knowledge.kinetics import exposures, kinetics, outcomes
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import title

# Tables whose rows speak of drugs in words, or in a column that is no key of `drugs`.
NAMED = ("claims", "misconceptions")  # each row is linked; of the other tables the list is
SPEAKING = (*NAMED, "associations", "observations", "time_course")
KINDS = ("caution", "unknown", "barrier")
EVERY_ANTIDEPRESSANT = "under_25"  # what labels say of every antidepressant
ANTIDEPRESSANT = "antidepressant"


@dataclass(frozen=True)
class Gene:
    """What the bodies say of a drug and a gene: each phenotype, and in how many they differ."""

    gene: str
    told: tuple[Told, ...]

    @property
    def split(self) -> int:
        """In how many phenotypes the bodies differ, or a guideline is silent."""
        return sum(each.cell.differs or each.cell.has_silence for each in self.told)

    @property
    def differs(self) -> bool:
        """Whether bodies that speak differ in any phenotype in which one asks for a change."""
        return any(each.cell.differs for each in self.told)

    @property
    def is_silent(self) -> bool:
        """Whether no body says anything."""
        marks = (own for each in self.told for _body, own in each.cell.marks)
        return all(own == ("silent",) for own in marks)


@reading("web/knowledge/drug.html")
def drug(library: Library, key: str) -> Context:
    """A drug: what the bodies say, safety, kinetics, binding, exposure, and who names it."""
    found = find_drug(library.knowledge, key)
    entry = library.one("drugs", key, found.drug if found else None)
    parts = _published(library, entry) | _numbers(library, entry) | _names(library, entry)
    return parts | {
        "title": entry.values["name"],
        "entry": entry,
        "sources": library.sources([entry, *_rows(list(parts.values()))]),
        "named": NAMED,
        "mentions": list(_mentions(library, entry)),
    }


def _published(library: Library, drug: Entry) -> Context:
    """What the bodies say of it, gene by gene, and what no gene replaces."""
    genes = [_gene(library, drug.key, gene) for gene in spoken_genes(library.knowledge)]
    cautions = list(_cautions(library, drug))
    by_kind = [(kind, [row for row in cautions if row.values["kind"] == kind]) for kind in KINDS]
    return {
        "differ": [gene.gene for gene in genes if gene.differs],
        "genes": [gene for gene in genes if not gene.is_silent],
        "silent": [gene for gene in genes if gene.is_silent],
        "any_gene": library.where("guideline_statements", drug=drug.key, gene_1=ANY),
        "cautions": [(kind, rows) for kind, rows in by_kind if rows],
    }


def _numbers(library: Library, drug: Entry) -> Context:
    """Kinetics, binding, levels by phenotype, and occupancies that were seen."""
    ligands = [name for name in (drug.key, str(drug.values["active_metabolite"])) if name]
    binding = binding_rows(library, ligands)
    seen = re.compile(rf"{re.escape(drug.key)}\b")  # a dose may follow the name
    return {
        "kinetics": kinetics(library, drug),
        "ligands": ligands,
        "binding": binding,
        "plot": binding_plot(binding, ligands),
        "exposures": exposures(library, drug.key),
        "outcomes": outcomes(library, drug.key),
        "occupancies": [r for r in library.all("occupancies") if seen.match(r.values["drug"])],
    }


def _names(library: Library, drug: Entry) -> Context:
    """Its codes, and what it does beside other medicines."""
    return {
        "codes": library.where("drug_codes", drug=drug.key),
        "beside": library.where("co_medications", name=drug.key),
    }


def _rows(value: object) -> Iterator[Entry]:
    """Every row among the parts of a page."""
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _rows(each)
    elif isinstance(value, Gene):
        yield from (row for told in value.told for row in told.rows)


def _gene(library: Library, drug: str, gene: str) -> Gene:
    own = (cell for cell in cells_of(library.knowledge, drug, gene) if cell.genes == (gene,))
    return Gene(gene, tuple(tell(library, cell) for cell in own))


def _cautions(library: Library, drug: Entry) -> Iterator[Entry]:
    """What is said of the drug, of its class and of everything like it, in that order."""
    about = [drug.key, str(drug.values["drug_class"])]
    about += [EVERY_ANTIDEPRESSANT] if drug.values["kind"] == ANTIDEPRESSANT else []
    rows = library.all("cautions")
    places = ((_place(row, about), row) for row in rows)
    found = [(place, row.position, row) for place, row in places if place is not None]
    yield from (row for _place, _position, row in sorted(found, key=lambda each: each[:2]))


def _place(row: Entry, about: list[str]) -> int | None:
    return next((about.index(name) for name in about if name in row.values["about"]), None)


def _mentions(library: Library, drug: Entry) -> Iterator[tuple[str, str, list[Entry]]]:
    """Rows of other tables that speak of the drug, by table."""
    word = re.compile(rf"\b{re.escape(drug.key)}\b")
    for table in SPEAKING:
        found = [row for row in library.all(table) if word.search(row.text)]
        if found:
            yield table, title(table), found
