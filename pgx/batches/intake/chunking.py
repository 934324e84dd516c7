"""Tables of any size -> parts of one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa


def parts(tables: Iterable[pa.Table], schema: pa.Schema, rows: int) -> Iterator[pa.Table]:
    """Parts of so many rows, the last one with what is left; each text once in its column."""
    held: list[pa.Table] = []
    count = 0
    for table in tables:
        held.append(table)
        count += len(table)
        while count >= rows:
            whole = pa.concat_tables(held)
            yield _compact(whole.slice(0, rows), schema)
            held, count = [whole.slice(rows)], count - rows
    if count:
        yield _compact(pa.concat_tables(held), schema)


def _compact(table: pa.Table, schema: pa.Schema) -> pa.Table:
    return table.select(schema.names).unify_dictionaries().combine_chunks().cast(schema)
