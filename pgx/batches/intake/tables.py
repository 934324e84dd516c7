"""Blocks of lines -> tables of rows, each block by the quickest reader that does it justice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.batches.intake.careful import read_carefully
from pgx.batches.intake.fast import LINE_FEED, is_plainly_quoted, read_fast
from pgx.batches.intake.lines import LONGEST
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.records import CONTROL
from pgx.batches.intake.rows import finish

MOST_ROWS = 65_536  # of one table: a block of very short lines has ten times as many
CAREFUL = 1 << 17  # bytes that are read carefully at once: their cells take a hundred times that
CONTROL_BYTES = tuple(sign.encode() for sign in CONTROL)


def tables(blocks: Iterable[bytes], plan: Plan, line: int) -> Iterator[pa.Table]:
    """A table of rows for each block; every line that is not blank is in one row.

    `line` is that of the first block's first line.
    """
    rest, ahead = b"", chain.from_iterable(_pieces(each, plan.delimiter) for each in blocks)
    block = next(ahead, b"")
    while block or rest:
        following = next(ahead, b"")
        table, rest_next = read_block(rest + block, plan, line, not following)
        line += (rest + block).count(b"\n") - rest_next.count(b"\n")
        block, rest = following, rest_next
        yield table


def read_block(block: bytes, plan: Plan, line: int, is_last: bool) -> tuple[pa.Table, bytes]:
    """The rows of a block, and the lines of a record that goes on in the next one."""
    ends = _line_ends(block)
    if _is_plain(block, ends, plan.delimiter):
        is_blank = np.diff(ends, prepend=-1) == 1
        return finish(read_fast(block, plan, line, is_blank), plan), b""
    table, rest = read_carefully(block, plan, line, is_last)
    return finish(table, plan), rest


def _pieces(block: bytes, delimiter: str) -> Iterator[bytes]:
    """The block, or its lines in several where its rows would take much memory together."""
    ends = _line_ends(block) + 1
    if _is_plain(block, ends - 1, delimiter):
        cuts = [*ends[MOST_ROWS - 1 : -1 : MOST_ROWS].tolist(), len(block)]
    else:
        cuts = ends[np.flatnonzero(np.diff(ends // CAREFUL, append=-1))].tolist()
    for start, end in pairwise([0, *cuts]):
        yield block[start:end]


def _line_ends(block: bytes) -> NDArray[np.intp]:
    return np.flatnonzero(np.frombuffer(block, np.uint8) == LINE_FEED)


def _is_plain(block: bytes, ends: NDArray[np.intp], delimiter: str) -> bool:
    """Whether the quick reader does it justice; `ends` are the places of the line feeds."""
    longest = np.diff(ends, prepend=-1).max() - 1
    if longest > LONGEST or any(sign in block for sign in CONTROL_BYTES):
        return False
    return b'"' not in block or is_plainly_quoted(block, ends, delimiter)
