"""Blocks of lines -> tables of rows, each block by the quickest reader that does it justice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.batches.intake.careful import read_carefully
from pgx.batches.intake.fast import LINE_FEED, is_plainly_quoted, read_fast
from pgx.batches.intake.lines import LONGEST
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.records import CONTROL
from pgx.batches.intake.rows import finish

CONTROL_BYTES = tuple(sign.encode() for sign in CONTROL)


def tables(blocks: Iterable[bytes], plan: Plan, line: int) -> Iterator[pa.Table]:
    """A table of rows for each block; every line that is not blank is in one row.

    `line` is that of the first block's first line.
    """
    rest, ahead = b"", iter(blocks)
    block = next(ahead, b"")
    while block or rest:
        following = next(ahead, b"")
        table, rest_next = read_block(rest + block, plan, line, not following)
        line += (rest + block).count(b"\n") - rest_next.count(b"\n")
        block, rest = following, rest_next
        yield table


def read_block(block: bytes, plan: Plan, line: int, is_last: bool) -> tuple[pa.Table, bytes]:
    """The rows of a block, and the lines of a record that goes on in the next one."""
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == LINE_FEED)
    lengths = np.diff(ends, prepend=-1) - 1
    if _is_plain(block, ends, lengths, plan.delimiter):
        return finish(read_fast(block, plan, line, lengths == 0), plan), b""
    table, rest = read_carefully(block, plan, line, is_last)
    return finish(table, plan), rest


def _is_plain(
    block: bytes, ends: NDArray[np.intp], lengths: NDArray[np.intp], delimiter: str
) -> bool:
    if lengths.max() > LONGEST or any(sign in block for sign in CONTROL_BYTES):
        return False
    return b'"' not in block or is_plainly_quoted(block, ends, delimiter)
