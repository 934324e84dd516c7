"""A part of a file as it is kept between reading and assessing: one Parquet object.

One row a subject in the order of the file, whatever the file's layout was. Columns: `line`
(where the record begins, from 1), `fault` (null, or why the row cannot be used, as written by
`write_fault`), the controls of `header.CONTROLS` that the file has, and one column of text by
marker that it has. Text is as given, stripped, never null: an empty cell is "". The schema's
metadata has the names that the file itself gives its columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.batches.errors import RowError
from pgx.batches.header import SUBJECT

LINE, FAULT = "line", "fault"
# Between the texts of one cell, where a long file has several for one subject and marker.
AND_ALSO = "\x1f"
NAMES = b"names"
TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class PartInfo:
    """A part that was written: its place in the file, its rows, and which of their subjects
    come again anywhere in the file (bits packed as by NumPy; empty where none does).
    """

    number: int
    rows: int
    repeated: bytes = b""

    def is_repeated(self) -> NDArray[np.bool_]:
        """Whether each row's subject comes again; shape (rows,)."""
        return unpack(self.repeated, self.rows)


def unpack(bits: bytes, rows: int) -> NDArray[np.bool_]:
    """Packed bits -> shape (rows,); no bits mean False throughout."""
    if not bits:
        return np.zeros(rows, dtype=bool)
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=rows).astype(bool)


def pack(flags: NDArray[np.bool_]) -> bytes:
    """The other way; nothing where none is set."""
    return np.packbits(flags).tobytes() if flags.any() else b""


def part_schema(controls: Iterable[str], markers: Iterable[str]) -> pa.Schema:
    """The columns of a part, in their order."""
    texts = [(name, pa.string() if name == SUBJECT else TEXT) for name in (*controls, *markers)]
    return pa.schema([(LINE, pa.int64()), (FAULT, TEXT), *texts])


def with_names(part: pa.Table, names: Mapping[str, str]) -> pa.Table:
    """The part with the file's own name of each column."""
    return part.replace_schema_metadata({NAMES: json.dumps(dict(names))})


def names_of(part: pa.Table) -> dict[str, str]:
    """The file's own name of each column; nothing where the part does not say."""
    found: dict[str, str] = json.loads((part.schema.metadata or {}).get(NAMES, b"{}"))
    return found


def write_fault(error: RowError) -> str:
    """An error as text, without its line."""
    return json.dumps(astuple(error)[1:])


def read_fault(line: int, text: str) -> RowError:
    """The error again."""
    return RowError(line, *json.loads(text))
