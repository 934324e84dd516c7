"""A CSV text of one table, as a spreadsheet writes it -> its cells, or what is wrong by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.knowledge.drafts.taking import TAKEN
from pgx.knowledge.tables import TABLES

DELIMITERS = ",;\t"
NOTICE = "notice"  # a column that a table is taken out with


class LineFault(NamedTuple):
    """What is wrong on a line of the file, and in which column."""

    line: int
    column: str
    reason: str


class FileRefused(Exception):
    """No row of the file was saved; `faults` say why, line by line."""

    def __init__(self, faults: Sequence[LineFault]) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = tuple(faults)


def records(table: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each row by column, with the line on which it starts.

    Comma, semicolon or tab. Raises FileRefused where it is no table of these columns.
    """
    text = text.removeprefix("\N{BYTE ORDER MARK}")
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _refuse_header(table, header)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                _refuse_ragged(line, header, cells)
                found = dict(zip(header, cells, strict=True))
                yield line, {name: cell for name, cell in found.items() if name != NOTICE}
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused([LineFault(reader.line_num, "", _("No CSV: %s.") % error)]) from None


def _refuse_header(table: str, header: list[str]) -> None:
    columns, key = (*TABLES[table].model_fields, TAKEN, NOTICE), TABLES[table].KEY
    unknown = _("The table has no such column. It has %s.") % ", ".join(columns)
    faults = [LineFault(1, name, unknown) for name in header if name not in columns]
    missing = [name for name in key if name not in header]
    faults += [LineFault(1, name, _("This column names the row.")) for name in missing]
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    faults += [LineFault(1, name, _("This column is there twice.")) for name in twice]
    if faults:
        raise FileRefused(faults)


def _refuse_ragged(line: int, header: list[str], cells: list[str]) -> None:
    if len(cells) != len(header):
        counts = {"cells": len(cells), "columns": len(header)}
        says = _("The row has %(cells)s cells, the header %(columns)s.") % counts
        raise FileRefused([LineFault(line, "", says)])
