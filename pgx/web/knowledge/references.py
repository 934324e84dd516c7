"""Every work that a row cites, and every row that cites it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from pgx.knowledge import catalogue
from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge import filters
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import caption, title

A_PAGE = 60
MOST = 15  # rows of a table


@dataclass(frozen=True)
class Citing:
    """The rows of a table that cite a work; the first ones with what they are about."""

    table: str
    title: str
    count: int
    rows: tuple[tuple[Entry, str], ...]


@reading("web/knowledge/references.html", query=("q", "page"))
def references(library: Library, q: str = "", page: str = "1") -> Context:
    """The works, A to Z, with how many rows cite each."""
    works = sorted(library.all("references"), key=lambda row: row.key.casefold())
    form = filters.of_words(q, works)
    cited = catalogue.citations(library.release)
    shown = Paginator(form.found, A_PAGE).get_page(page)
    return {
        "title": _("References"),
        "form": form,
        "page": shown,
        "all": len(works),
        "seen": sum(bool(row.values["where_verified"]) for row in works),
        "rows": [(row, cited.get(row.key, {}).total() if row.key in cited else 0) for row in shown],
    }


@reading("web/knowledge/reference.html")
def reference(library: Library, key: str) -> Context:
    """One work: what of it was seen, and what rests on it."""
    entry = library.one("references", key)
    citing = list(_citing(library, entry.key))
    return {
        "title": entry.key,
        "entry": entry,
        "citing": citing,
        "count": sum(each.count for each in citing),
    }


def _citing(library: Library, key: str) -> Iterator[Citing]:
    for table, rows in library.citing(key):
        first = tuple((row, caption(row)) for row in rows[:MOST])
        yield Citing(table, title(table), len(rows), first)
