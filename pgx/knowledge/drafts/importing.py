"""Many rows of a table at once, from a CSV file: all of them, or none and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.echo import short
from pgx.knowledge import registry
from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts.checking import read_row
from pgx.knowledge.drafts.editing import opened
from pgx.knowledge.drafts.errors import RowRefused
from pgx.knowledge.drafts.files import FileRefused, LineFault, records
from pgx.knowledge.drafts.overlay import as_stored, rows
from pgx.knowledge.drafts.putting import put
from pgx.knowledge.drafts.since_taken import refuse_newer
from pgx.knowledge.drafts.taking import TAKEN, Taken, read_taken
from pgx.knowledge.drafts.wording import reason
from pgx.knowledge.models import Draft
from pgx.knowledge.tables import TABLES, Table


class Found(NamedTuple):
    """A row of the file, and how it says that it was taken out."""

    row: Table
    taken: Taken | None


File = Mapping[int, Found]  # by the line on which each starts


def save_rows(draft: Draft, table: str, text: str, by: User) -> int:
    """Save every row of a CSV text, by its key a new one or another version; how many differ.

    A column that the file lacks stays as it is, or empty in a new row. A row that somebody
    changed since it was taken out is not written over; where the file does not say, since
    `draft`, which is as its curator saw it. Raises FileRefused, DraftClosed.
    """
    known = {row.key: row for row in rows(draft)[table]}
    found = _read(table, text, known)
    _check(draft, table, known, found)
    with opened(draft) as now:
        before = {row.key: row for row in rows(now)[table]}
        changed = {
            line: each
            for line, each in found.items()
            if as_stored(each.row) != as_stored(before.get(each.row.key))
        }
        refuse_newer(draft, now, table, before, changed)
        put(now, table, {row.key: as_stored(row) for row, _taken in changed.values()}, by)
    return len(changed)


def _read(table: str, text: str, known: Mapping[str, Table]) -> File:
    faults: list[LineFault] = []
    found: dict[int, Found] = {}
    by_name = {_name(table, cells): cells for cells in map(as_cells, known.values())}
    for line, cells in records(table, text):
        try:
            taken = _taken(cells.pop(TAKEN, ""))
            row = read_row(table, by_name.get(_name(table, cells), {}) | cells)
        except RowRefused as refused:
            faults += _at(line, refused)
        else:
            found[line] = Found(row, taken)
    if faults := faults + list(_twice(found)):
        raise FileRefused(faults)
    if not found:
        raise FileRefused([LineFault(1, "", _("The file has no rows."))])
    return found


def _taken(text: str) -> Taken | None:
    try:
        return read_taken(text)
    except ValueError:
        says = _("%(text)s is not what this column was taken out with. Take the table out again.")
        raise RowRefused({TAKEN: [says % {"text": short(text)}]}) from None


def _name(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[column].strip() for column in TABLES[table].KEY)


def _at(line: int, refused: RowRefused) -> Iterator[LineFault]:
    for column, reasons in refused.errors.items():
        yield from (LineFault(line, column, reason) for reason in reasons)


def _twice(found: File) -> Iterator[LineFault]:
    first: dict[str, int] = {}
    for line, (row, _taken) in found.items():
        if first.setdefault(row.key, line) != line:
            yield LineFault(line, row.KEY[0], _("This row is on line %s too.") % first[row.key])


def _check(draft: Draft, table: str, known: Mapping[str, Table], found: File) -> None:
    """Hold the rows against the others, all but the checks of the whole."""
    merged, lines = dict(known), {}
    place = max((row.line for row in known.values()), default=0)
    for line, (row, _taken) in found.items():
        place += 1
        at = known[row.key].line if row.key in known else place
        merged[row.key], lines[at] = row.at(at), line
    every = {**rows(draft), table: list(merged.values())}
    faults = [
        LineFault(lines[fault.line], fault.column, reason(fault.reason))
        for fault in registry.row_faults(every, whole=False)
        if fault.file == f"{table}.csv" and fault.line in lines
    ]
    if faults:
        raise FileRefused(faults)
