"""The rows of a release as plain values, to be listed: each table read once a process.

A release never changes, so what was read stays true; asking the database for JSON again would
cost each list more than everything else that it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Count

from pgx.knowledge import exporting, releases
from pgx.knowledge.models import Release, Row
from pgx.knowledge.releases import ReleaseName
from pgx.knowledge.tables import TABLES, Table

RELEASE_COLUMNS = (
    *("version", "sha256", "released_on", "loaded_at", "notes", "rows_by_table", "is_default"),
    "withdrawn",
)


@dataclass(frozen=True, eq=False)
class Entry:
    """One row: `values` as JSON has them, `cells` as its file has them."""

    key: str
    row: str  # table/key
    position: int  # in the order of its table
    values: Mapping[str, Any]
    cells: Mapping[str, Any]

    @cached_property
    def text(self) -> str:
        """Every word and number of the row, in one case, for a search."""
        return "\n".join(texts([self.key, *self.values.values()])).casefold()

    def holds(self, words: str) -> bool:
        """Whether every one of these words stands in the row, in any case."""
        return all(word in self.text for word in words.casefold().split())


@dataclass(frozen=True, eq=False)
class Listing:
    """The rows of a table in their order."""

    table: str
    columns: tuple[str, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Each row by its key."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def by_key_in_any_case(self) -> Mapping[str, Entry]:
        """Each row by its key in lower case."""
        return {entry.key.lower(): entry for entry in self.entries}


def texts(values: Iterable[Any]) -> Iterable[str]:
    """The texts and numbers among values, those in lists too; truth values say no word."""
    for value in values:
        if isinstance(value, list):
            yield from texts(value)
        elif value not in (None, "") and not isinstance(value, bool):
            yield str(value)


@lru_cache(maxsize=releases.KEPT * len(TABLES))
def listing(release: ReleaseName, table: str) -> Listing:
    """A table of a release. Raises ReleaseUnreadable."""
    rows = releases.stored_rows(release.pk, release.version, (table,))[table]
    columns = tuple(exporting.columns(TABLES[table]))
    entries = (_entry(table, columns, place, row) for place, row in enumerate(rows))
    return Listing(table, columns, tuple(entries))


def _entry(table: str, columns: tuple[str, ...], position: int, row: Table) -> Entry:
    cells, key = row.model_dump(mode="json"), row.key
    values = {column: _plain(getattr(row, column)) for column in columns}
    return Entry(key, f"{table}/{key}", position, values, cells)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def where(release: ReleaseName, table: str, **wanted: str) -> Iterator[Entry]:
    """The rows of a table whose columns have these values. Raises ReleaseUnreadable."""
    rows = listing(release, table).entries
    return (row for row in rows if all(row.values[name] == wanted[name] for name in wanted))


def exactly(listing: Listing, key: str) -> Entry | None:
    """The row of a key, in any case; None where there is none."""
    return listing.by_key.get(key) or listing.by_key_in_any_case.get(key.lower())


@lru_cache(maxsize=releases.KEPT)
def citations(release: ReleaseName) -> Mapping[str, Counter[str]]:
    """How many rows cite each reference, by table; a row that names it twice counts once."""
    found: dict[str, Counter[str]] = {}
    for table in TABLES:
        for entry in listing(release, table).entries if table != "references" else ():
            for reference in set(cited(entry)):
                found.setdefault(reference, Counter())[table] += 1
    return found


def cited(entry: Entry) -> Iterable[str]:
    """The references that a row names."""
    values = entry.values
    return texts([values.get("reference"), values.get("references"), values.get("also")])


def release_listing() -> Listing:
    """The releases that are loaded, the newest first, with the number of rows by table."""
    found = list(Release.objects.select_related("withdrawal"))
    counts = _row_counts(tuple((release.pk, release.sha256) for release in found))
    default = next((release.pk for release in found if not _withdrawn(release)), 0)
    entries = (_release_entry(each, counts[each.pk], each.pk == default) for each in found)
    return Listing("releases", RELEASE_COLUMNS, tuple(entries))


@lru_cache(maxsize=releases.KEPT)
def _row_counts(names: tuple[tuple[int, str], ...]) -> Mapping[int, Mapping[str, int]]:
    counts: dict[int, dict[str, int]] = {pk: {} for pk, _ in names}
    grouped = Row.objects.filter(release_id__in=counts).values_list("release_id", "table")
    for pk, table, rows in grouped.annotate(Count("pk")).order_by("release_id", "table"):
        counts[pk][table] = rows
    return counts


def _withdrawn(release: Release) -> str:
    """Why a release is withdrawn; empty where it is not."""
    return release.withdrawal.note if hasattr(release, "withdrawal") else ""


def _release_entry(release: Release, counts: Mapping[str, int], is_default: bool) -> Entry:
    values = {
        "version": release.version,
        "sha256": release.sha256,
        "released_on": release.released_on.isoformat(),
        "loaded_at": release.loaded_at.isoformat(),
        "notes": release.notes,
        "rows_by_table": counts,
        "is_default": is_default,
        "withdrawn": _withdrawn(release),
    }
    cells = {
        **values,
        "rows_by_table": "; ".join(f"{table}: {rows}" for table, rows in counts.items()),
        "is_default": "yes" if is_default else "no",
    }
    key = release.version
    return Entry(key, f"releases/{key}", -release.pk, values, cells)
