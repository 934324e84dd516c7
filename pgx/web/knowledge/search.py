"""A search over every row of a release, and the question that several words may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.assessments.question import find_drug, find_marker
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.tables import TABLES
from pgx.web.chain.subjects import subjects
from pgx.web.controversies.questions import questions
from pgx.web.knowledge.library import PAGES, Library
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import caption, title

MOST = 12  # of a table
FIRST = tuple(PAGES)  # what has pages of its own comes before the numbers behind it


@dataclass(frozen=True)
class Group:
    """What was found in one table."""

    table: str
    title: str
    count: int
    rows: tuple[tuple[Entry, str], ...]  # with what each is about


class Found(NamedTuple):
    """A page that tells of what was asked for, with a line of it."""

    name: str
    line: str
    address: str


@dataclass(frozen=True)
class Pair:
    """A drug and a gene that a search names together."""

    drug: Entry
    gene: Entry


@reading("web/knowledge/search.html", query=("q",))
def search(library: Library, q: str = "") -> Context:
    """Every row that holds all the words, those that are named so first."""
    groups = list(_groups(library, q)) if q else []
    return {
        "title": _("Search"),
        "q": q,
        "pairs": list(_pairs(library, q)),
        "pages": list(_pages(library, q)) if q else [],
        "groups": groups,
        "count": sum(group.count for group in groups),
    }


def _groups(library: Library, words: str) -> Iterator[Group]:
    for table in (*FIRST, *(name for name in TABLES if name not in FIRST)):
        found = [row for row in library.all(table) if row.holds(words)]
        found.sort(key=lambda row: _place(row, words))
        if found:
            shown = tuple((row, caption(row)) for row in found[:MOST])
            yield Group(table, title(table), len(found), shown)


def _pages(library: Library, words: str) -> Iterator[Found]:
    """The subjects of the chain and the controversies that hold all the words."""
    for subject in subjects().values():
        if subject.holds(words):
            yield Found(subject.name, subject.lead, library.to("chain-subject", subject.slug))
    for each in questions().values():
        if each.holds(words):
            yield Found(each.name, each.question, library.to("controversy", each.slug))


def _place(row: Entry, words: str) -> tuple[int, int]:
    """Rows whose name is what was asked for come first, then those whose name holds it."""
    key, asked = row.key.casefold(), words.casefold()
    if key == asked:
        return 0, row.position
    return (1 if all(word in key for word in asked.split()) else 2), row.position


def _pairs(library: Library, q: str) -> Iterator[Pair]:
    """The drugs and genes that are named together: what bodies say of them is one question."""
    words = q.replace(",", " ").split()
    genes = {gene.key: gene for word in words if (gene := _gene(library, word))}
    drugs = {drug.drug for word in words if (drug := find_drug(library.knowledge, word))}
    for entry in filter(None, (library.row(f"drugs/{drug}") for drug in sorted(drugs))):
        yield from (Pair(entry, gene) for gene in genes.values())


def _gene(library: Library, word: str) -> Entry | None:
    marker = find_marker(library.knowledge, word)
    known = library.listing("genes").by_key_in_any_case
    return known.get((marker.gene if marker else word).lower())
