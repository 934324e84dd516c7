"""What a release holds: rows by table and confidence, and numbers without a source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pgx.knowledge.tables import Table
from pgx.science.knowledge import CONFIDENCES

# Digits that name something and measure nothing.
IDENTIFIERS = {"pmid", "rxcui", "rsid"}
NUMBER = re.compile(r"[<>=~≤≥]*\s*[-+]?\d+(\.\d+)?(e[-+]?\d+)?%?", re.IGNORECASE)


@dataclass(frozen=True)
class TableReport:
    """The counts of one table."""

    table: str
    rows: int
    numbers: int
    confidences: Mapping[str, int]
    without_source: tuple[str, ...]  # table/key, column


def report(rows: Mapping[str, Sequence[Table]]) -> list[TableReport]:
    """Count every table."""
    known = {row.key for row in rows["references"]}
    return [_count(name, table, known) for name, table in rows.items()]


def _count(name: str, rows: Sequence[Table], known: set[str]) -> TableReport:
    found = [(row, column) for row in rows for column in numeric_columns(row)]
    return TableReport(
        table=name,
        rows=len(rows),
        numbers=len(found),
        confidences=Counter(filter(None, (getattr(row, "confidence", None) for row in rows))),
        without_source=tuple(
            f"{name}/{row.key}, {column}" for row, column in found if not is_sourced(row, known)
        ),
    )


def numeric_columns(row: Table) -> Iterator[str]:
    """The columns of a row whose cell is a number, also one that is written as text."""
    for column, value in row:
        if column in IDENTIFIERS or isinstance(value, bool):
            continue
        if isinstance(value, int | float) or NUMBER.fullmatch(str(value)):
            yield column


def is_sourced(row: Table, known: set[str]) -> bool:
    """Has the row a reference that exists, and one of the four confidences?"""
    confidence = getattr(row, "confidence", None)
    return getattr(row, "reference", None) in known and confidence in CONFIDENCES


def render(tables: list[TableReport]) -> str:
    """The counts as a table for the terminal, with a line of sums."""
    head = ["table", "rows", "numbers", *CONFIDENCES, "without source"]
    lines = [[each.table, *map(str, _counts(each))] for each in tables]
    sums = [str(sum(column)) for column in zip(*map(_counts, tables), strict=True)]
    grid = [head, *lines, ["all", *sums]]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    return "\n".join(_line(cells, widths) for cells in grid)


def _counts(table: TableReport) -> list[int]:
    by_confidence = [table.confidences.get(word, 0) for word in CONFIDENCES]
    return [table.rows, table.numbers, *by_confidence, len(table.without_source)]


def _line(cells: list[str], widths: list[int]) -> str:
    first, *rest = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *rest])
