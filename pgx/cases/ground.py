"""What a case stands on: a release, compiled, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pgx.knowledge import catalogue, registry, releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import Knowledge

Cells = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Ground:
    """Knowledge that answers, and the rows that a text may quote."""

    knowledge: Knowledge
    find: Callable[[str, str], Cells | None]
    table: Callable[[str], Sequence[Cells]]

    def row(self, table: str, key: str) -> Cells:
        """The cells of a row. Raises LookupError with what is missing."""
        if table not in TABLES:
            raise LookupError(f"there is no table {table}")
        if (found := self.find(table, key)) is None:
            raise LookupError(f"there is no row {table}/{key}")
        return found

    def belief(self, key: str) -> Cells:
        """The row of a misconception. Raises LookupError."""
        return self.row("misconceptions", key)


def of_release(version: str | None = None) -> Ground:
    """A release that is loaded, or the default one. Raises NoRelease."""
    return _of_name(releases.name(version))


def _of_name(name: releases.ReleaseName) -> Ground:
    def find(table: str, key: str) -> Cells | None:
        entry = catalogue.listing(name, table).by_key.get(key)
        return entry.values if entry else None

    def table(table: str) -> list[Cells]:
        return [entry.values for entry in catalogue.listing(name, table).entries]

    return Ground(releases.compiled(name), find, table)


def of_rows(knowledge: Knowledge, rows: registry.Rows) -> Ground:
    """Rows that are no release, such as those of a draft or of files."""
    by_key = {(table, row.key): row for table in rows for row in rows[table]}

    def find(table: str, key: str) -> Cells | None:
        row = by_key.get((table, key))
        return dict(row) if row else None

    return Ground(knowledge, find, lambda table: [dict(row) for row in rows[table]])


def of_files(folder: Path) -> Ground:
    """The knowledge base as files, loaded nowhere. Raises KnowledgeRefused."""
    content = read(folder)
    sha256 = releases.content_hash(content)
    return of_rows(compile_release(content.label.version, sha256, content.rows), content.rows)
