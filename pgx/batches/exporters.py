"""Small tables as CSV: a list of the knowledge base; results have the writer of `assessing`."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from pgx.batches.assessing.rendering import starts_formula

Table = Iterable[Sequence[Any]]


def write_csv(table: Table, stream: TextIO) -> None:
    """Write a table as CSV. No text cell can start a spreadsheet formula."""
    writer = csv.writer(stream, lineterminator="\n")
    for row in table:
        writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and starts_formula(cell):
        return "'" + cell
    if isinstance(cell, float) and math.isnan(cell):
        return ""
    return cell
