"""A list as a table: the columns of its file, then the release and the notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pgx import notice
from pgx.batches.exporters import Table
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.releases import ReleaseName


def table_of(columns: Sequence[str], entries: Iterable[Entry], release: ReleaseName) -> Table:
    """The lines of the file."""
    yield (*columns, "release", "notice")
    for entry in entries:
        cells = (_number(entry.cells[column]) for column in columns)
        yield (*cells, release.version, str(notice.NOTICE_SHORT))


def _number(cell: Any) -> Any:
    """Whole numbers without `.0`, as in the file."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
