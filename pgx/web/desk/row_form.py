"""The form of a row, made from its model: one field a column."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pgx.knowledge import exporting
from pgx.knowledge.checks import LINKS
from pgx.knowledge.difference import as_cells
from pgx.knowledge.reading import Rows
from pgx.knowledge.tables import TABLES

LONG = 60  # characters: a column with a longer cell gets a field of several lines
Cells = Mapping[str, str]


def row_form(
    table: str, rows: Rows, initial: Cells, *, is_new: bool, given: Any = None
) -> forms.Form:
    """The form with these cells; the columns that name a row that is there stay as they are."""
    known = [as_cells(row) for row in rows[table]]
    offered = {column for column, values in suggestions(table, rows) if values}
    form = forms.Form(given, initial=dict(initial), prefix="cell")
    for column in exporting.columns(TABLES[table]):
        values = [initial.get(column, ""), *(cells[column] for cells in known)]
        form.fields[column] = _field(table, column, values, column in offered)
        form.fields[column].disabled = not is_new and column in TABLES[table].KEY
    return form


def cells_of(form: forms.Form) -> dict[str, str]:
    """What was typed, by column; the first value where a column was not sent."""
    return {
        field.name: field.value()
        if field.html_name in form.data
        else form.initial.get(field.name, "")
        for field in form
    }


def _field(table: str, column: str, values: Sequence[str], is_offered: bool) -> forms.CharField:
    """A field for a column, of which the first of the values is the row's."""
    info = TABLES[table].model_fields[column]
    widget: forms.Widget
    if words := _choices(info.annotation):
        blank = [] if values[0] in words else [""]
        widget = forms.Select(choices=[(word, word) for word in [*blank, *words]])
    elif max(map(len, values)) > LONG:
        widget = forms.Textarea(attrs={"rows": min(12, 2 + len(values[0]) // LONG)})
    else:
        widget = forms.TextInput(attrs=_attributes(column, info.annotation, is_offered))
    return forms.CharField(
        label=column, required=False, strip=False, widget=widget, help_text=_help(info)
    )


def _choices(kind: Any) -> list[str]:
    """The words that a column takes; none where it takes any."""
    if kind is bool:
        return ["yes", "no"]
    return [str(word) for word in get_args(kind)] if get_origin(kind) is Literal else []


def _attributes(column: str, kind: Any, is_offered: bool) -> dict[str, str]:
    found = {"autocomplete": "off"}
    if {float, int} & {kind, *(get_args(kind) if isinstance(kind, types.UnionType) else ())}:
        return found | {"inputmode": "decimal"}
    return found | ({"list": f"known-{column}"} if is_offered else {})


def _help(info: Any) -> str:
    """What the column holds; words in backticks are as they are typed."""
    words = (info.description or "").replace("null where", "empty where")  # as a cell has it
    parts = escape(words).split("`")
    text = "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
    if get_origin(info.annotation) is tuple:
        text = f"{text} {escape(_('Several with ; between.'))}"
    return mark_safe(text)  # noqa: S308 - of our own tables, and escaped


def suggestions(table: str, rows: Rows) -> Iterator[tuple[str, list[str]]]:
    """What to offer at a column: keys of the table that it points to, or what others have."""
    known = [as_cells(row) for row in rows[table]]
    for column in TABLES[table].model_fields:
        target = "references" if column == "reference" else LINKS.get((table, column))
        if target and target != table:
            yield column, [row.key for row in rows[target]]
        else:
            values = dict.fromkeys(cells[column] for cells in known)
            few = [value for value in values if 0 < len(value) <= LONG]
            yield column, few if 2 * len(few) < len(known) else []
