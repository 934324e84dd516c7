"""The head of a file: its delimiter, the names of its columns, and where its rows begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pgx.batches.errors import FileRefused
from pgx.batches.intake.naming import recognised
from pgx.batches.intake.records import Record, Records
from pgx.batches.options import Options
from pgx.science.knowledge import Knowledge

DELIMITERS = (",", ";", "\t")
OTHERS = {"|": "bars", " ": "spaces"}
SAID = re.compile(rb'\s*"?sep=([,;\t])"?[ ,;]*\n', re.IGNORECASE)  # Excel reads and hides it


@dataclass(frozen=True)
class Heading:
    """The delimiter, the names of the columns, the line of the first row, and what follows."""

    delimiter: str
    cells: tuple[str, ...]
    line: int
    rest: bytes


def read_heading(block: bytes, options: Options, knowledge: Knowledge) -> Heading:
    """Take the names of the columns off a file's first lines.

    Raises FileRefused where there are none, or none that can be read.
    """
    said = SAID.match(block)
    start = said.end() if said else 0
    known = options.delimiter or (said.group(1).decode() if said else "")
    tried = [_first(block[start:], each) for each in ([known] if known else DELIMITERS)]
    record, heading = max(tried, key=lambda each: _likelihood(each[1], options, knowledge))
    if record.fault:
        message = f"The names of the columns cannot be read. {record.fault}"
        raise FileRefused(message, "Mend the first line.", "unreadable_header")
    _refuse_other(heading.cells)
    before = block[:start].count(b"\n")
    return Heading(heading.delimiter, heading.cells, heading.line + before, heading.rest)


def _first(block: bytes, delimiter: str) -> tuple[Record, Heading]:
    records = Records(block, delimiter, is_last=True)
    record = next((each for each in records if not each.is_blank), None)
    if record is None:
        message, hint = "The file is empty.", "Its first line must name the columns."
        raise FileRefused(message, hint, "empty")
    line = record.place + record.lines + 1
    return record, Heading(delimiter, tuple(record.cells), line, records.rest())


def _likelihood(heading: Heading, options: Options, knowledge: Knowledge) -> tuple[int, int]:
    """More columns that are known, then more columns at all."""
    return recognised(knowledge, heading.cells, options.columns), len(heading.cells)


def _refuse_other(cells: tuple[str, ...]) -> None:
    """A file that is separated by something else has one column, however many it has."""
    if len(cells) > 1:
        return
    for sign, name in OTHERS.items():
        if sign in cells[0].strip():
            message = f"The file looks separated by {name}."
            hint = "Save it as CSV, with commas, semicolons or tabs."
            raise FileRefused(message, hint, "unknown_delimiter")
