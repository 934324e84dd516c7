"""Drugs: the list by class, and a page for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.disagreements import cells_of, spoken_genes
from pgx.assessments.question import find_drug
from pgx.knowledge.catalogue import Entry
from pgx.science.guideline import ANY, SILENT
from pgx.web.knowledge.binding import binding_plot, binding_rows
from pgx.web.knowledge.disagreements import Told, tell
from pgx.web.knowledge.kinetics import exposures, kinetics
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import title

# Tables whose rows speak of drugs in words, or in a column that is no key of `drugs`.
NAMED = ("claims", "misconceptions")  # each is linked; of the other tables the list is
SPEAKING = (*NAMED, "associations", "observations", "time_course")
EVERY_ANTIDEPRESSANT = "under_25"  # what labels say of every antidepressant
ANTIDEPRESSANT = "antidepressant"


@dataclass(frozen=True)
class Listed:
    """A drug in the list: for each body the genes of which it speaks."""

    entry: Entry
    genes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Gene:
    """What the bodies say of a drug and a gene: each phenotype, and in how many they differ."""

    gene: str
    told: tuple[Told, ...]

    @property
    def split(self) -> int:
        """In how many phenotypes the bodies differ, or one is silent."""
        return sum(each.cell.kinds != ("agree",) for each in self.told)

    @property
    def differs(self) -> bool:
        """Whether bodies that speak differ in any phenotype."""
        return any(set(each.cell.kinds) - {"agree", "silent"} for each in self.told)

    @property
    def is_silent(self) -> bool:
        """Whether no body says anything."""
        marks = (own for each in self.told for _body, own in each.cell.marks)
        return all(own == ("silent",) for own in marks)


@reading("web/knowledge/drugs.html")
def drugs(library: Library) -> Context:
    """Every drug by class, A to Z: never by anything that is modelled."""
    rows = sorted(library.all("drugs"), key=lambda row: str(row.values["name"]))
    classes = sorted({str(row.values["drug_class"]) for row in rows}, key=str.casefold)
    bodies = list(library.knowledge.bodies)
    listed = [Listed(row, tuple(_genes(library, row.key, body) for body in bodies)) for row in rows]
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
    return tuple(dict.fromkeys(gene for gene in speaking if gene != ANY))


@reading("web/knowledge/drug.html")
def drug(library: Library, key: str) -> Context:
    """A drug: what the bodies say, safety, kinetics, binding, exposure, and who names it."""
    found = find_drug(library.knowledge, key)
    entry = library.one("drugs", key, found.drug if found else None)
    ligands = [name for name in (entry.key, str(entry.values["active_metabolite"])) if name]
    binding = binding_rows(library, ligands)
    numbers = kinetics(library, entry.key)
    ratios = exposures(library, entry.key)
    cautions = list(_cautions(library, entry))
    occupancies = [row for row in library.all("occupancies") if _names(row, "drug", entry.key)]
    beside = library.where("co_medications", name=entry.key)
    codes = library.where("drug_codes", drug=entry.key)
    genes = [_gene(library, entry.key, gene) for gene in spoken_genes(library.knowledge)]
    shown = [entry, *codes, *cautions, *(n.entry for n in numbers), *binding, *occupancies, *beside]
    return {
        "title": entry.values["name"],
        "entry": entry,
        "codes": codes,
        "differ": [gene.gene for gene in genes if gene.differs],
        "genes": [gene for gene in genes if not gene.is_silent],
        "silent": [gene for gene in genes if gene.is_silent],
        "any_gene": library.where("guideline_statements", drug=entry.key, gene_1=ANY),
        "cautions": [(kind, [c for c in cautions if c.values["kind"] == kind]) for kind in KINDS],
        "kinetics": numbers,
        "ligands": ligands,
        "binding": binding,
        "plot": binding_plot(binding, ligands),
        "exposures": ratios,
        "occupancies": occupancies,
        "beside": beside,
        "named": NAMED,
        "mentions": list(_mentions(library, entry)),
        "sources": library.sources([*shown, *(row for _name, rows in ratios for row in rows)]),
    }


KINDS = ("caution", "unknown", "barrier")


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


def _names(row: Entry, column: str, drug: str) -> bool:
    return bool(re.match(rf"{re.escape(drug)}\b", str(row.values[column])))


def _mentions(library: Library, drug: Entry) -> Iterator[tuple[str, str, list[Entry]]]:
    """Rows of other tables that speak of the drug, by table."""
    word = re.compile(rf"\b{re.escape(drug.key)}\b")
    for table in SPEAKING:
        found = [row for row in library.all(table) if word.search(row.text)]
        if found:
            yield table, title(table), found
