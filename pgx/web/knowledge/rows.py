"""Every table, and a page for every row: what it says, where it comes from, who rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from pgx.knowledge import exporting
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.checks import LINKS
from pgx.knowledge.tables import TABLES
from pgx.web.controversies.questions import asked_of
from pgx.web.knowledge import filters
from pgx.web.knowledge.library import Library, Missing
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import about, name, title

A_PAGE = 50  # rows


@dataclass(frozen=True)
class Cell:
    """A column of a row: what it is called, what it means, what stands there."""

    column: str
    meaning: str
    text: str
    link: str = ""  # where the row that it names has its page


@reading("web/knowledge/tables.html")
def tables(library: Library) -> Context:
    """Every table, with how many rows it has."""
    listed = [(name, title(name), about(name), len(library.all(name))) for name in TABLES]
    return {"title": _("All tables"), "tables": listed, "rows": sum(each[-1] for each in listed)}


@reading("web/knowledge/table.html", query=("q", "page"))
def table(library: Library, table: str, q: str = "", page: str = "1") -> Context:
    """The rows of a table that hold every word of `q`, fifty at a time."""
    _refuse_unknown(library, table)
    form = filters.of_words(q, library.all(table))
    shown = Paginator(form.found, A_PAGE).get_page(page)
    return {
        "title": title(table),
        "table": table,
        "about": about(table),
        "columns": columns(table),
        "form": form,
        "page": shown,
        "rows": [(row, _named(table, row), asked_of(row.row)) for row in shown],
    }


@reading("web/knowledge/row.html")
def row(library: Library, table: str, key: str) -> Context:
    """One row: every column with its meaning, its source, its confidence."""
    _refuse_unknown(library, table)
    entry = library.one(table, key)
    return {
        "title": name(entry),
        "entry": entry,
        "table": table,
        "table_title": title(table),
        "cells": list(_cells(library, table, entry)),
        "questions": asked_of(entry.row),
        "sources": library.sources([entry]),
    }


def columns(table: str) -> list[str]:
    """The columns of a table, as words."""
    return [name.replace("_", " ") for name in exporting.columns(TABLES[table])]


def _named(table: str, entry: Entry) -> list[tuple[str, str]]:
    """The cells of a row, each with its column."""
    return list(zip(columns(table), texts(entry), strict=True))


def texts(entry: Entry) -> list[str]:
    """The cells of a row as its file has them."""
    return [exporting.cell(entry.cells[name]) for name in entry.values]


def _cells(library: Library, table: str, entry: Entry) -> Iterator[Cell]:
    for column, text in zip(entry.values, texts(entry), strict=True):
        meaning = TABLES[table].model_fields[column].description or ""
        yield Cell(column.replace("_", " "), meaning, text, _link(library, table, column, text))


def _link(library: Library, table: str, column: str, text: str) -> str:
    """Where the row that a cell names has its page; empty where it names none."""
    named = "references" if column == "reference" else LINKS.get((table, column), table)
    is_another = named != table and library.row(f"{named}/{text}")
    return library.address(f"{named}/{text}") if is_another else ""


def _refuse_unknown(library: Library, table: str) -> None:
    if table not in TABLES:
        raise Missing(table, TABLES, lambda name: library.to("table", name))
