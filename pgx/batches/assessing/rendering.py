"""A table -> CSV, fast: what repeats is written once, and rows are put together from that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.assessments.question import PLAIN_NUMBER
from pgx.batches.assessing.arrays import coded, codes
from pgx.science.columns import group

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TO_QUOTE = re.compile('[",\r\n]')
TO_CHANGE = r'^[=+\-@\t\r]|[",\r\n]'
ROWS_A_BLOCK = 2048  # rows put together at once: some 4 MB
FEW = 4  # rows a distinct text, from which on columns are joined by their distinct pairs


def render_csv(table: pa.Table, header: bool = True) -> bytes:
    """The table as CSV: no text starts a spreadsheet formula, null is empty, doubles are whole."""
    return b"".join(csv_blocks(table, header))


def csv_blocks(table: pa.Table, header: bool = True) -> Iterator[bytes]:
    """The same block by block, for who streams it."""
    if header:
        yield ",".join(map(harmless, table.column_names)).encode() + b"\n"
    if not len(table):
        return
    segments = list(_joined(map(_segment, table.columns)))
    for start in range(0, len(table), ROWS_A_BLOCK):
        rows = slice(start, start + ROWS_A_BLOCK)
        cells = [each.texts.take(pa.array(each.codes[rows])) for each in segments]
        yield _bytes(pc.binary_join_element_wise(*cells, ","))


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula; a negative number is none.

    >>> starts_formula("=1+1"), starts_formula("-5"), starts_formula("-5+1")
    (True, False, True)
    """
    return text.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(text)


def harmless(text: str) -> str:
    """A text as a cell: quoted where it must be, and no spreadsheet takes it for a formula."""
    if starts_formula(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if TO_QUOTE.search(text) else text


@dataclass(frozen=True)
class _Segment:
    """Cells of one or several columns side by side: distinct texts, and each row's code."""

    texts: pa.Array
    codes: NDArray[np.intp]


def _segment(column: pa.ChunkedArray) -> _Segment:
    found = coded(column)
    return _Segment(_cells(found.dictionary), codes(found))


def _cells(values: pa.Array) -> pa.Array:
    """Distinct values as cells."""
    is_text = pa.types.is_string(values.type)
    cells = values.cast(pa.string()).fill_null("")
    if not is_text or not pc.any(pc.match_substring_regex(cells, TO_CHANGE)).as_py():
        return cells
    return pa.array([harmless(text) for text in cells.to_pylist()], pa.string())


def _joined(segments: Iterable[_Segment]) -> Iterator[_Segment]:
    """Neighbours as one segment as long as few of their pairs are there; the last ends lines."""
    last: _Segment | None = None
    for each in segments:
        pair = _pair(last, each) if last else each
        if last and not pair:
            yield last
        last = pair or each
    if last:
        yield _Segment(pc.binary_join_element_wise(last.texts, "\n", ""), last.codes)


def _pair(one: _Segment, two: _Segment) -> _Segment | None:
    """Both side by side; None where that would save nothing."""
    most = len(one.codes) // FEW
    if max(len(one.texts), len(two.texts)) > max(1, most):
        return None
    groups = group([one.codes, two.codes])
    if len(groups.first) > max(1, most):
        return None
    own = (each.texts.take(pa.array(each.codes[groups.first])) for each in (one, two))
    return _Segment(pc.binary_join_element_wise(*own, ","), groups.index)


def _bytes(lines: pa.StringArray) -> bytes:
    """The texts one after the other: Arrow keeps them so."""
    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, np.int32)[[lines.offset, lines.offset + len(lines)]]
    return data.slice(int(ends[0]), int(ends[1] - ends[0])).to_pybytes()
