"""A list as CSV: the columns of its file, then the release and the notice."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pgx import notice
from pgx.batches.exporters import write_csv
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.releases import ReleaseName


def csv_text(columns: Sequence[str], entries: Iterable[Entry], release: ReleaseName) -> str:
    """The text of the file."""
    stream = io.StringIO()
    write_csv(_table(columns, entries, release), stream)
    return stream.getvalue()


def _table(
    columns: Sequence[str], entries: Iterable[Entry], release: ReleaseName
) -> Iterator[Sequence[Any]]:
    yield (*columns, "release", "notice")
    for entry in entries:
        cells = (_number(entry.cells[column]) for column in columns)
        yield (*cells, release.version, str(notice.NOTICE_SHORT))


def _number(cell: Any) -> Any:
    """Whole numbers without `.0`, as in the file."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
