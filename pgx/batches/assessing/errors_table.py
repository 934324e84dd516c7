"""The rows that are not in the results, with the reason of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import pyarrow as pa

from pgx import notice
from pgx.batches.errors import RowError
from pgx.batches.parts import TEXT

SCHEMA = pa.schema(
    [
        ("line", pa.int64()),
        ("column", TEXT),
        ("value", pa.string()),
        *((name, TEXT) for name in ("code", "message", "hint", "notice")),
    ]
)


def errors_table(errors: Sequence[RowError]) -> pa.Table:
    """One row an error, in the order given."""
    said = str(notice.NOTICE_SHORT)
    rows = [(*astuple(error), said) for error in errors]
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], SCHEMA)
