"""Sorted tables that are too big for memory together -> parts in the order of their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.batches.parts import LINE

SLICE = 1024  # rows that are read at once


def in_order(
    tables: Iterable[pa.Table], schema: pa.Schema, folder: Path, rows: int
) -> Iterator[pa.Table]:
    """Parts of so many rows. Only the lines of the rows are held in memory."""
    held = [_write(table, folder / f"sorted-{at}.arrow") for at, table in enumerate(tables)]
    every = np.sort(np.concatenate([lines for _, lines in held] or [np.array([], np.int64)]))
    for start in range(0, len(every), rows):
        low, high = every[start], every[min(start + rows, len(every)) - 1]
        found = pa.concat_tables([_between(path, lines, low, high) for path, lines in held])
        yield found.unify_dictionaries().combine_chunks().sort_by(LINE).cast(schema)


def _write(table: pa.Table, path: Path) -> tuple[Path, NDArray[np.int64]]:
    with pa.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=SLICE)
    return path, table[LINE].to_numpy().copy()


def _between(path: Path, lines: NDArray[np.int64], low: int, high: int) -> pa.Table:
    start, end = np.searchsorted(lines, [low, high + 1])
    with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
        first = start // SLICE
        batches = [reader.get_batch(at) for at in range(first, -(-end // SLICE))]
        table = pa.Table.from_batches(batches, reader.schema)
    return table.slice(start - first * SLICE, end - start)
