"""The tables of a draft, and the rows of one, with what the draft does to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pgx.knowledge import drafts, exporting
from pgx.knowledge.difference import as_cells
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.tables import TABLES, Table
from pgx.web.desk.access import draft_or_404, for_curators, table_or_404

A_PAGE = 50
SHOWN = 3  # columns beside the key and the confidence


@dataclass(frozen=True)
class Line:
    """A row as the list shows it, and what the draft does to it."""

    key: str
    row: Table
    change: Change | None
    is_overlap: bool

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The columns of `shown`, each with what stands there."""
        found = as_cells(self.row)
        return [(column, found[column]) for column in shown(type(self.row))]

    def has(self, text: str) -> bool:
        """Whether a cell has the text, in any case."""
        return text in "\n".join(as_cells(self.row).values()).casefold()


def shown(model: type[Table]) -> list[str]:
    """The first columns that are not of the key."""
    apart = {*model.KEY, "confidence"}
    return [each for each in exporting.columns(model) if each not in apart][:SHOWN]


@for_curators
@require_safe
def tables(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Every table, with how many rows it has and how many the draft changes."""
    draft = draft_or_404(draft_id)
    changed = Counter(change.table for change in draft.changes.all())
    rows = drafts.rows(draft)
    found = [(table, about(table), len(rows[table]), changed[table]) for table in TABLES]
    return render(request, "web/desk/tables.html", {"draft": draft, "tables": found})


def about(table: str) -> str:
    """What a table holds, in its own words."""
    return (TABLES[table].__doc__ or "").partition("\n\n")[0].replace("`", "")


@for_curators
@require_safe
def table(request: HttpRequest, draft_id: int, table: str) -> HttpResponse:
    """The rows of a table: searched, a page at a time, or only those that the draft changes."""
    draft, name = draft_or_404(draft_id), table_or_404(table)
    text, only = request.GET.get("q", "").strip(), "changed" in request.GET
    lines = [line for line in _lines(draft, name) if line.change or not only]
    if text:
        lines = [line for line in lines if line.has(text.casefold())]
    context = {
        "draft": draft,
        "table": name,
        "about": about(name),
        "columns": shown(TABLES[name]),
        "key_columns": TABLES[name].KEY,
        "has_confidence": "confidence" in TABLES[name].model_fields,
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "only": only,
    }
    return render(request, "web/desk/table.html", context)


def _lines(draft: Draft, table: str) -> Iterator[Line]:
    """The parent's rows in their order, changed and removed ones marked; then the added ones."""
    changes = {change.key: change for change in draft.changes.filter(table=table)}
    both = {change.pk for change in drafts.overlapping(changes.values(), draft)}
    now = {row.key: row for row in drafts.rows(draft)[table]}
    for key, row in {**drafts.by_key(draft.parent)[table], **now}.items():
        change = changes.get(key)
        yield Line(key, row, change, bool(change) and change.pk in both)
