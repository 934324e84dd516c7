"""What is wrong with one row beside the others, and what a draft still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from django.utils.translation import gettext as _
from pydantic import ValidationError

from pgx.echo import short
from pgx.knowledge import registry
from pgx.knowledge.drafts.compiling import Outcome, check, check_slowly
from pgx.knowledge.drafts.errors import RowRefused, ToDo
from pgx.knowledge.drafts.overlay import by_key, is_overlap, release_rows
from pgx.knowledge.drafts.wording import SAYS, cell_errors, reason
from pgx.knowledge.errors import Fault
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.reading import Rows
from pgx.knowledge.tables import TABLES, Table


def read_row(table: str, cells: Mapping[str, str]) -> Table:
    """The row that cells make. Raises RowRefused."""
    model = TABLES[table]
    given = {column: _clean(cells.get(column, "")) for column in model.model_fields}
    if wrong := dict(_misread(model, given)):
        raise RowRefused(wrong)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise RowRefused(cell_errors(error)) from None


def _misread(model: type[Table], given: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Cells that a database does not take, or that Python would read as a number."""
    for name, text in given.items():
        if "\0" in text:
            yield name, [_("Take out the NUL.")]
        elif "_" in text and _is_number(model.model_fields[name].annotation):
            yield name, [SAYS["float_parsing"] % {"input": short(text)}]


def _is_number(annotation: Any) -> bool:
    """Whether a column's cells are numbers, or may be, or are a list of them."""
    return annotation in (int, float) or any(map(_is_number, get_args(annotation)))


def _clean(cell: str) -> str:
    """Without what a form adds: carriage returns, and spaces around."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def check_row(rows: Rows, table: str, row: Table) -> None:
    """Hold a row against the others, all but the checks of the whole. Raises RowRefused."""
    same = {each.key: each for each in rows[table]}
    new = max((each.line for each in rows[table]), default=0) + 1
    place = same[row.key].line if row.key in same else new
    same[row.key] = row.at(place)
    found = registry.row_faults({**rows, table: list(same.values())}, whole=False)
    errors: dict[str, list[str]] = {}
    for fault in found:
        if (fault.file, fault.line) == (f"{table}.csv", place):
            errors.setdefault(fault.column, []).append(reason(fault.reason))
    if errors:
        raise RowRefused(errors)


def to_do(draft: Draft) -> tuple[ToDo, ...]:
    """What stands between a draft and a release. Raises ReleaseUnreadable."""
    return _to_do(draft, check(draft))


def all_to_do(draft: Draft) -> tuple[ToDo, ...]:
    """The same, with what only seconds of computing show. Raises ReleaseUnreadable."""
    return _to_do(draft, check_slowly(draft))


def told(draft: Draft) -> tuple[Fault, ...]:
    """What will no longer work once a draft is published. Raises ReleaseUnreadable."""
    outcome = check(draft)
    return tuple(registry.told(outcome.knowledge, outcome.rows)) if outcome.knowledge else ()


def _to_do(draft: Draft, outcome: Outcome) -> tuple[ToDo, ...]:
    return (*overlaps(draft), *_at_rows(outcome.faults, release_rows(draft.parent), outcome.rows))


def overlaps(draft: Draft) -> tuple[ToDo, ...]:
    """The rows that were changed here, and in the parent too. Raises ReleaseUnreadable."""
    says = _("Changed in both: the parent has another row now than when this change was made.")
    return tuple(
        ToDo(change.table, change.key, "", says)
        for change in overlapping(draft.changes.all(), draft)
    )


def overlapping(changes: Iterable[Change], draft: Draft) -> list[Change]:
    """Those of a draft's changes that were made to another row than the parent has."""
    parent = by_key(draft.parent)
    return [each for each in changes if is_overlap(each, parent[each.table].get(each.key))]


def _at_rows(faults: Iterable[Fault], *found: Rows) -> Iterable[ToDo]:
    """Faults with the keys of their rows, which the draft has, or else the parent."""
    keys = {
        (f"{table}.csv", row.line): row.key
        for rows in found
        for table in rows
        for row in rows[table]
    }
    for fault in faults:
        table = fault.file.removesuffix(".csv")
        known = table if table in TABLES else ""
        key = keys.get((fault.file, fault.line), "")
        yield ToDo(known, key, fault.column, reason(fault.reason))
