"""Tables of rows: each with its line, its fault, and the cells that are read."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pgx.batches.header import SUBJECT
from pgx.batches.intake.plan import Plan
from pgx.batches.parts import FAULT, LINE, TEXT

# A row's line, its fault, and its cells in the order of the plan's columns.
Row = tuple[int, str | None, list[str] | None]


def of_rows(plan: Plan, rows: Sequence[Row]) -> pa.Table:
    """A table of rows; those with a fault have no cells."""
    nothing = [""] * len(plan.places)
    cells = zip(*(nothing if each is None else each for _, _, each in rows), strict=True)
    texts = list(cells) or [()] * len(plan.places)
    lines, faults = [line for line, _, _ in rows], [fault for _, fault, _ in rows]
    columns: list[Sequence[object]] = [lines, faults, *texts]
    return pa.table(
        [_column(each, field.type) for each, field in zip(columns, plan.schema, strict=True)],
        plan.schema,
    )


def with_lines(table: pa.Table, lines: pa.Array) -> pa.Table:
    """Sound rows with the lines on which they begin."""
    faultless = table.add_column(0, FAULT, pa.nulls(len(lines), pa.string()).dictionary_encode())
    return faultless.add_column(0, LINE, lines)


def finish(table: pa.Table, plan: Plan) -> pa.Table:
    """Without space around the texts; a row without a subject has that fault."""
    for place, field in enumerate(table.schema):
        if field.name not in (LINE, FAULT):
            chunks = [_stripped(chunk) for chunk in table.column(place).chunks]
            table = table.set_column(place, field, pa.chunked_array(chunks, field.type))
    nameless = pc.and_(pc.equal(table[SUBJECT], ""), pc.is_null(table[FAULT]))
    if not pc.any(nameless, min_count=0).as_py():
        return table
    faults = pc.if_else(nameless, plan.no_subject(), table[FAULT].cast(pa.string()))
    place = table.schema.get_field_index(FAULT)
    return table.set_column(place, FAULT, faults.dictionary_encode())


def _column(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    if kind == TEXT:
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)


def _stripped(texts: pa.Array) -> pa.Array:
    if texts.type != TEXT:
        return pc.utf8_trim_whitespace(texts)
    stripped = pc.utf8_trim_whitespace(texts.dictionary)
    if stripped.equals(texts.dictionary):
        return texts
    once = stripped.dictionary_encode()
    return pa.DictionaryArray.from_arrays(once.indices.take(texts.indices), once.dictionary)
