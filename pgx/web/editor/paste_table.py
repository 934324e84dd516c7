"""A pasted table: names above values, or a line a marker below their names."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.batches.errors import FileRefused
from pgx.batches.header import GENOTYPE, MARKER, refuse_personal
from pgx.batches.intake.heading import DELIMITERS
from pgx.batches.intake.naming import meaning
from pgx.science.knowledge import Knowledge
from pgx.web.editor.pasted import Pasted, put_named, unknown

Row = tuple[int, list[str]]


def read_table(knowledge: Knowledge, text: str, found: Pasted) -> bool:
    """Read names above values; False where the first line is no line of names."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for delimiter in DELIMITERS if lines else ():
        rows = [(n, row) for n, line in lines for row in csv.reader([line], delimiter=delimiter)]
        names = [meaning(knowledge, cell, {}) for cell in rows[0][1]]
        if len(rows) > 1 and len(names) > 1 and 2 * sum(map(bool, names)) > len(names):
            _read_rows(knowledge, rows, names, found)
            return True
    return False


def _read_rows(
    knowledge: Knowledge, rows: Sequence[Row], names: Sequence[str], found: Pasted
) -> None:
    line, head = rows[0]
    try:
        refuse_personal(tuple(head))
    except FileRefused as refused:
        found.refuse(line, ", ".join(head), refused.message, refused.hint)
        return
    if {MARKER, GENOTYPE} <= set(names):
        _read_long(knowledge, rows[1:], names, found)
    else:
        _read_wide(knowledge, rows, names, found)


def _read_long(
    knowledge: Knowledge, rows: Sequence[Row], names: Sequence[str], found: Pasted
) -> None:
    places = names.index(MARKER), names.index(GENOTYPE)
    for line, row in rows:
        marker, text = (row[place].strip() if place < len(row) else "" for place in places)
        put_named(knowledge, line, marker, text, found)


def _read_wide(
    knowledge: Knowledge, rows: Sequence[Row], names: Sequence[str], found: Pasted
) -> None:
    (line, head), (first, cells) = rows[0], rows[1]
    for name, meant, text in zip(head, names, cells, strict=False):
        if meant:
            found.put(first, meant, text)
        else:
            found.refuse(line, name, *unknown(knowledge, name))
    if len(rows) > 2:
        message = _("Only the first row below the names was read.")
        found.refuse(rows[2][0], "", message, _("For a whole class, open Class data."))
