"""Many rows of a table at once, from a CSV file: all of them, or none and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.knowledge import registry
from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts.checking import read_row
from pgx.knowledge.drafts.editing import opened, put
from pgx.knowledge.drafts.errors import RowRefused
from pgx.knowledge.drafts.files import FileRefused, LineFault, records
from pgx.knowledge.drafts.overlay import as_stored, rows
from pgx.knowledge.drafts.wording import reason
from pgx.knowledge.models import Draft
from pgx.knowledge.tables import TABLES, Table

Found = Mapping[int, Table]  # by the line on which each starts


def save_rows(draft: Draft, table: str, text: str, by: User) -> int:
    """Save every row of a CSV text, by its key a new one or another version; how many differ.

    A column that the file lacks stays as it is, or empty in a new row. `draft` is as its curator
    saw it: a row that somebody saved since is not written over. Raises FileRefused, DraftClosed.
    """
    known = {row.key: row for row in rows(draft)[table]}
    found = _read(table, text, known)
    _check(draft, table, known, found)
    changed = [row for row in found.values() if as_stored(row) != as_stored(known.get(row.key))]
    with opened(draft) as now:
        _refuse_newer(draft, now, table, found)
        for row in changed:
            put(now, table, row.key, as_stored(row), by)
    return len(changed)


def _read(table: str, text: str, known: Mapping[str, Table]) -> Found:
    faults: list[LineFault] = []
    found: dict[int, Table] = {}
    by_name = {_name(table, cells): cells for cells in map(as_cells, known.values())}
    for line, cells in records(table, text):
        try:
            found[line] = read_row(table, by_name.get(_name(table, cells), {}) | cells)
        except RowRefused as refused:
            faults += _at(line, refused)
    if faults := faults + list(_twice(found)):
        raise FileRefused(faults)
    if not found:
        raise FileRefused([LineFault(1, "", _("The file has no rows."))])
    return found


def _name(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[column].strip() for column in TABLES[table].KEY)


def _at(line: int, refused: RowRefused) -> Iterator[LineFault]:
    for column, reasons in refused.errors.items():
        yield from (LineFault(line, column, reason) for reason in reasons)


def _twice(found: Found) -> Iterator[LineFault]:
    first: dict[str, int] = {}
    for line, row in found.items():
        if first.setdefault(row.key, line) != line:
            yield LineFault(line, row.KEY[0], _("This row is on line %s too.") % first[row.key])


def _check(draft: Draft, table: str, known: Mapping[str, Table], found: Found) -> None:
    """Hold the rows against the others, all but the checks of the whole."""
    merged, lines = dict(known), {}
    place = max((row.line for row in known.values()), default=0)
    for line, row in found.items():
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


def _refuse_newer(seen: Draft, now: Draft, table: str, found: Found) -> None:
    """Nobody's save of these rows since the draft was seen is written over."""
    says = _("%s saved this row meanwhile. Look at it, and import again.")
    newer = now.changes.filter(table=table, revision__gt=seen.revision).select_related("by")
    by_key = {change.key: change for change in newer}
    faults = [
        LineFault(line, "", says % (by_key[row.key].by or _("Somebody")))
        for line, row in found.items()
        if row.key in by_key
    ]
    if faults:
        raise FileRefused(faults)
