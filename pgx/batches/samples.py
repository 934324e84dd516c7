"""A class to begin with: the same invented subjects as a wide and as a long file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from pgx import notice
from pgx.batches.header import CONTROLS

FILE: Path = settings.BASE_DIR / "fixtures" / "samples" / "class-a.csv"
NOTICE = "notice"


@cache
def wide() -> str:
    """A row a subject, a column a marker; the last column is the notice."""
    rows = _rows()
    return _csv([*rows[0], NOTICE], ({**row, NOTICE: _notice()} for row in rows))


@cache
def long() -> str:
    """A row a subject and marker."""
    columns = ["subject", "marker", "genotype", "drug", "dose_mg_per_day", NOTICE]
    return _csv(columns, _by_marker(_rows()))


def _by_marker(rows: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    for row in rows:
        shared = {name: row[name] for name in CONTROLS if name in row}
        for marker in row:
            if marker not in shared:
                cells = {"marker": marker, "genotype": row[marker], NOTICE: _notice()}
                yield shared | cells


def _rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _notice() -> str:
    return str(notice.NOTICE_SHORT)
