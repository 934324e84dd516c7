"""Blocks of lines with any quotes -> tables of rows, record by record."""

from __future__ import annotations

import pyarrow as pa

from pgx.batches.intake.plan import Plan, unreadable
from pgx.batches.intake.records import UNCLOSED, Record, Records
from pgx.batches.intake.rows import Row, of_rows


def read_carefully(block: bytes, plan: Plan, line: int, is_last: bool) -> tuple[pa.Table, bytes]:
    """The rows of a block, and the lines of a record that goes on in the next one.

    `line` is that of its first line.
    """
    records = Records(block, plan.delimiter, is_last)
    rows: list[Row] = []
    for record in records:
        if record.is_blank:
            continue
        broken = _broken(record, plan)
        if broken:
            records.give_back()
        rows.append((record.place + line, broken, None if broken else _cells(record, plan)))
    return of_rows(plan, rows), records.rest()


def _broken(record: Record, plan: Plan) -> str | None:
    """The fault of a record, or None; a cell that goes over lines shows a quote left open."""
    if record.fault:
        return unreadable(record.fault)
    is_wrong = len(record.cells) != len(plan.columns)
    if record.lines > 1 and (
        is_wrong or any("\n" in cell.strip() for cell in _cells(record, plan))
    ):
        return unreadable(UNCLOSED)
    return plan.wrong_number(len(record.cells)) if is_wrong else None


def _cells(record: Record, plan: Plan) -> list[str]:
    return [record.cells[at] for at in plan.places.values()]
