"""Guideline statements: the list with its filters, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.cells import Cell
from pgx.assessments.disagreements import cells_of
from pgx.assessments.question import find_drug
from pgx.knowledge.catalogue import Entry
from pgx.science.guideline import ANY
from pgx.science.recommendation import LEADING_BODY, category
from pgx.web.knowledge import filters
from pgx.web.knowledge.disagreements import tell
from pgx.web.knowledge.filters import Filter, Form
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading

TABLE = "guideline_statements"
A_PAGE = 25
ASKS = ("body", "drug", "gene", "key", "strength", "q", "page")
LABELS = {
    "body": gettext_lazy("Body"),
    "drug": gettext_lazy("Drug"),
    "gene": gettext_lazy("Gene"),
    "key": gettext_lazy("Phenotype or score"),
    "strength": gettext_lazy("Strength"),
    "q": gettext_lazy("Words"),
}
COLUMNS = {"gene": ("gene_1", "gene_2"), "key": ("key_1", "key_2")}


@reading("web/knowledge/statements.html", query=ASKS)
def statements(library: Library, page: str = "1", **asked: str) -> Context:
    """The statements that a filter keeps, fifty at a time."""
    form = Form(tuple(_filters(library, asked)), library.all(TABLE))
    return {
        "title": _("Guideline statements"),
        "form": form,
        "page": Paginator(form.found, A_PAGE).get_page(page),
    }


def _filters(library: Library, asked: dict[str, str]) -> Iterator[Filter]:
    drug = find_drug(library.knowledge, asked.get("drug", ""))
    asked = asked | ({"drug": drug.drug} if drug else {})
    for name in ASKS[:-2]:
        columns = COLUMNS.get(name, (name,))
        values = _values(library.all(TABLE), columns)
        holds = _in_columns(columns)
        options = ((value, value) for value in values)
        yield filters.choice(name, LABELS[name], options, asked.get(name, ""), holds)
    yield filters.words("q", LABELS["q"], asked.get("q", ""), Entry.holds)


def _values(rows: Iterable[Entry], columns: tuple[str, ...]) -> list[str]:
    return sorted({str(row.values[name]) for row in rows for name in columns} - {""})


def _in_columns(columns: tuple[str, ...]) -> Any:
    return lambda row, value: value in {row.values[name] for name in columns}


@reading("web/knowledge/statement.html")
def statement(library: Library, key: str) -> Context:
    """One statement, the body's others beside it, and what the other bodies say."""
    entry = library.one(TABLE, key)
    values = entry.values
    about = _cells(library, entry)
    own = library.where(TABLE, body=values["body"], drug=values["drug"], gene_1=values["gene_1"])
    others = [row for row in own if row.values["gene_2"] == values["gene_2"] and row != entry]
    return {
        "title": _("%(body)s on %(drug)s") % values,
        "entry": entry,
        "drug": library.knowledge.drugs[values["drug"]].name,
        "body": library.row(f"bodies/{values['body']}"),
        "category": category(tuple(values["actions"])),
        "leads": values["body"] == LEADING_BODY,
        "others": others,
        "about": [tell(library, cell) for cell in about],
        "sources": library.sources([entry]),
    }


def _cells(library: Library, entry: Entry) -> list[Cell]:
    """The places on the map where the bodies are compared on what the statement is about."""
    values = entry.values
    pairs = ((values["gene_1"], values["key_1"]), (values["gene_2"], values["key_2"]))
    return [
        cell
        for gene, key in pairs
        for cell in cells_of(library.knowledge, values["drug"], gene)
        if gene not in ("", ANY) and cell.genes == (gene,) and _is_of(cell, gene, key)
    ]


def _is_of(cell: Cell, gene: str, key: str) -> bool:
    """Whether a key is one under which a cell's classes are looked up."""
    positions = (each for variant in cell.variants for each in variant.positions)
    found = (finding for each in positions for finding in each.findings)
    return any((gene, key) in zip(each.genes, each.keys, strict=True) for each in found)
