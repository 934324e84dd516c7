"""The grid of the disagreement map: a line a drug, a column a phenotype, by gene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.cells import Cell
from pgx.assessments.disagreements import cells, short_phenotype, spoken_genes
from pgx.science.classes import every_class
from pgx.science.guideline import ANY
from pgx.science.knowledge import Knowledge
from pgx.web.knowledge.kinds import KINDS, MARKS, kinds_in_words
from pgx.web.knowledge.library import Library

MIXED = "mixed"  # a body does one thing or another, by what the phenotype hides


@dataclass(frozen=True)
class Column:
    """A gene, and its phenotypes in order of activity."""

    gene: str
    phenotypes: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A place in the grid; without an address where nothing that was found stands there."""

    span: int
    is_first: bool  # of its gene
    address: str = ""
    marks: tuple[str, ...] = ()
    letters: str = ""
    is_split: bool = False
    words: str = ""


@dataclass(frozen=True)
class Line:
    """A drug and its places."""

    drug: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Group:
    """A class of drugs."""

    name: str
    lines: tuple[Line, ...]


def columns(knowledge: Knowledge, found: Sequence[Cell]) -> list[Column]:
    """The genes that were found, each with its phenotypes."""
    wanted = {gene for cell in found for gene in cell.genes}
    return [
        Column(gene, _phenotypes(knowledge, gene))
        for gene in spoken_genes(knowledge)
        if gene in wanted
    ]


def grid(library: Library, found: Sequence[Cell]) -> list[Group]:
    """The drugs that were found by class, A to Z, with a place for every phenotype."""
    knowledge = library.knowledge
    listed = columns(knowledge, found)
    wanted = {cell.key for cell in found}
    drugs = sorted({cell.drug for cell in found}, key=lambda drug: knowledge.drugs[drug].name)
    groups: dict[str, list[Line]] = {}
    for drug in drugs:
        own = knowledge.drugs[drug]
        places = tuple(_places(library, drug, listed, wanted))
        groups.setdefault(own.drug_class, []).append(Line(drug, own.name, places))
    return [Group(name, tuple(lines)) for name, lines in sorted(groups.items(), key=_in_any_case)]


def _in_any_case(group: tuple[str, list[Line]]) -> str:
    return group[0].casefold()


def _phenotypes(knowledge: Knowledge, gene: str) -> tuple[str, ...]:
    if gene not in knowledge.enzymes:
        return (ANY,)
    found = (short_phenotype(each.phenotype) for each in every_class(knowledge, gene))
    return tuple(dict.fromkeys(found))


def _places(
    library: Library, drug: str, listed: Sequence[Column], wanted: set[str]
) -> Iterator[Place]:
    known = cells(library.knowledge)
    for column in listed:
        whole = known.get(f"{drug}|{column.gene}|{ANY}")
        names = (ANY,) if whole else column.phenotypes
        span = len(column.phenotypes) if whole else 1
        for index, phenotype in enumerate(names):
            cell = known.get(f"{drug}|{column.gene}|{phenotype}")
            if cell and cell.key in wanted:
                yield _place(library, cell, span, is_first=index == 0)
            else:
                yield Place(span, index == 0)


def _place(library: Library, cell: Cell, span: int, *, is_first: bool) -> Place:
    marks = tuple(each[0] if len(each) == 1 else MIXED for _body, each in cell.marks)
    address = library.address(f"disagreements/{cell.key}")
    letters = "".join(KINDS[kind].letter for kind in cell.kinds)
    slugs = tuple(mark.replace(" ", "-") for mark in marks)
    return Place(span, is_first, address, slugs, letters, cell.differs, _words(cell))


def _words(cell: Cell) -> str:
    """What the marks show, for whoever does not see them."""
    kinds = _(" or ").join(str(kind.name) for kind in kinds_in_words(cell))
    bodies = (f"{body} {_(' or ').join(str(MARKS[m]) for m in own)}" for body, own in cell.marks)
    return f"{cell.gene} {cell.phenotype}: {kinds}; {'; '.join(bodies)}"
