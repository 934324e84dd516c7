"""Rows on disk, divided by a key: all rows of one subject are in one division."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

DIVISIONS = 64
Keep = Callable[[pa.RecordBatch], pa.RecordBatch]


def by_text(texts: pa.ChunkedArray) -> NDArray[np.int64]:
    """A division for each text, the same for equal ones."""
    return np.fromiter(map(hash, texts.to_pylist()), np.int64, len(texts)) % DIVISIONS


def _everything(batch: pa.RecordBatch) -> pa.RecordBatch:
    return batch


class Spill:
    """Tables that are too big for memory, read back one division at a time.

    Within a division rows keep their order.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._paths = [folder / f"division-{number}.arrow" for number in range(DIVISIONS)]
        self._writers = [pa.ipc.new_stream(str(path), schema) for path in self._paths]

    def add(self, table: pa.Table, numbers: NDArray[np.int64]) -> None:
        """Write each row to the division of its number."""
        ordered = table.take(np.argsort(numbers, kind="stable")).combine_chunks()
        ends = np.cumsum(np.bincount(numbers, minlength=DIVISIONS))
        for writer, start, end in zip(self._writers, [0, *ends[:-1]], ends, strict=True):
            if end > start:
                writer.write_table(ordered.slice(start, end - start))

    def divisions(self, keep: Callable[[], Keep] = lambda: _everything) -> Iterator[pa.Table]:
        """Every division that has rows; nothing can be added after.

        `keep` makes, for each division, what says which rows of its batches are kept.
        """
        for writer in self._writers:
            writer.close()
        for path in self._paths:
            with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
                table = pa.Table.from_batches(map(keep(), stream), stream.schema)
            path.unlink()
            if len(table):
                yield table
