"""What one set of rows has otherwise than another: a draft and its parent, or two releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pgx.knowledge import exporting
from pgx.knowledge.tables import Table

Rows = Mapping[str, Sequence[Table]]


@dataclass(frozen=True)
class CellDifference:
    """A cell before and after, as its file has it; empty where the row is not there."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowDifference:
    """A row that was added, changed or removed, with its cells that differ."""

    table: str
    key: str
    kind: Literal["added", "changed", "removed"]
    cells: tuple[CellDifference, ...]


def difference(before: Rows, after: Rows) -> tuple[RowDifference, ...]:
    """Every row that differs, table by table: changed and removed ones first, then the added.

    A table that one of them lacks is empty there. The order of rows does not count.
    """
    tables = dict.fromkeys([*after, *before])
    return tuple(
        row
        for table in tables
        for row in _of_table(table, before.get(table, ()), after.get(table, ()))
    )


def _of_table(
    table: str, before: Sequence[Table], after: Sequence[Table]
) -> Iterator[RowDifference]:
    old, new = ({row.key: row for row in rows} for rows in (before, after))
    for key, row in old.items():
        if key not in new:
            yield RowDifference(table, key, "removed", _cells(row, None))
        elif row is not new[key] and (cells := _cells(row, new[key])):
            yield RowDifference(table, key, "changed", cells)
    for key, row in new.items():
        if key not in old:
            yield RowDifference(table, key, "added", _cells(None, row))


def _cells(old: Table | None, new: Table | None) -> tuple[CellDifference, ...]:
    """The cells that differ, in the order of the columns."""
    before, after = as_cells(old), as_cells(new)
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in before | after)
    return tuple(CellDifference(*pair) for pair in pairs if pair[1] != pair[2])


def as_cells(row: Table | None) -> dict[str, str]:
    """A row as its file has it, the columns in their order; nothing where there is none."""
    if row is None:
        return {}
    values = row.model_dump(mode="json")
    return {name: exporting.cell(values[name]) for name in exporting.columns(type(row))}
