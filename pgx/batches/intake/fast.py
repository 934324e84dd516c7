"""Blocks of plain lines -> tables of rows, by PyArrow."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from pgx.batches.intake.plan import Plan
from pgx.batches.intake.rows import of_rows, with_lines
from pgx.batches.parts import LINE

LINE_FEED, QUOTE = ord("\n"), ord('"')


def is_plainly_quoted(block: bytes, ends: NDArray[np.intp], delimiter: str) -> bool:
    """Whether each quote opens at the beginning of a cell and closes at the end of it.

    `ends` are the places of the line feeds.
    """
    data = np.frombuffer(block, np.uint8)
    quotes = np.flatnonzero(data == QUOTE)
    if len(quotes) % 2:
        return False
    opens, closes = quotes[0::2], quotes[1::2]
    before, after = data[opens - 1], data[closes + 1]  # the last byte is a line feed
    begins = (before == ord(delimiter)) | (before == LINE_FEED)
    stops = (after == ord(delimiter)) | (after == LINE_FEED)
    in_one_line = np.searchsorted(ends, opens) == np.searchsorted(ends, closes)
    return bool((begins & stops & in_one_line).all())


def read_fast(block: bytes, plan: Plan, line: int, is_blank: NDArray[np.bool_]) -> pa.Table:
    """The rows of a block without quotes, or with plain ones; `line` is that of its first."""
    wrong: dict[int, int] = {}
    skipped = is_blank.copy()

    def note(row: csv.InvalidRow) -> str:
        skipped[row.number - 1] = True
        if row.actual_columns > 1 or row.text.replace('"', "").strip():
            wrong[row.number - 1] = row.actual_columns
        return "skip"

    table = _parse(block, plan, note)
    skipped[is_blank] = (
        False  # PyArrow makes a row of an empty line, but of no other that is left out
    )
    places = np.flatnonzero(~skipped)
    if is_blank.any():
        table, places = table.filter(pa.array(~is_blank[places])), places[~is_blank[places]]
    sound = with_lines(table, pa.array(places + line, pa.int64()))
    if not wrong:
        return sound
    rows = [(at + line, plan.wrong_number(cells), None) for at, cells in wrong.items()]
    return pa.concat_tables([sound, of_rows(plan, rows)]).sort_by(LINE)


def _parse(block: bytes, plan: Plan, note: Callable[[csv.InvalidRow], str]) -> pa.Table:
    places = [str(place) for place in range(len(plan.columns))]
    types = {str(at): plan.schema.field(name).type for name, at in plan.places.items()}
    table = csv.read_csv(
        pa.BufferReader(block),
        csv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=places),
        csv.ParseOptions(
            delimiter=plan.delimiter,
            quote_char='"' if b'"' in block else False,
            double_quote=False,
            ignore_empty_lines=False,
            invalid_row_handler=note,
        ),
        csv.ConvertOptions(include_columns=list(types), column_types=types),
    )
    return table.rename_columns(list(plan.places))
