"""Every release that was ever published, and what each changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from pgx.knowledge import catalogue, releases
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.difference import RowDifference, difference
from pgx.knowledge.errors import ReleaseUnreadable
from pgx.knowledge.releases import ReleaseName
from pgx.knowledge.tables import TABLES
from pgx.web.knowledge.library import Library, Missing
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.words import title

MOST = 40  # differences shown of a table


@dataclass(frozen=True)
class Changes:
    """What a release has otherwise than the one before it, in one table."""

    title: str
    counts: dict[str, int]
    rows: tuple[RowDifference, ...]
    count: int


@reading("web/knowledge/releases.html", kept=False)
def listed(library: Library) -> Context:
    """The releases, the newest first."""
    entries = catalogue.release_listing().entries
    rows = [(entry, sum(entry.values["rows_by_table"].values())) for entry in entries]
    return {"title": _("Releases"), "rows": rows}


@reading("web/knowledge/release.html", kept=False)
def one(library: Library, version: str) -> Context:
    """One release: what it says of itself, how large it is, what it changed."""
    entries = catalogue.release_listing().entries
    places = {entry.key: place for place, entry in enumerate(entries)}
    if version not in places:
        raise Missing(version, places, lambda name: library.to("release", name))
    entry, before = entries[places[version]], entries[places[version] + 1 :][:1]
    return {
        "title": _("Release %(version)s") % {"version": version},
        "entry": entry,
        "tables": [(name, title(name), n) for name, n in entry.values["rows_by_table"].items()],
        "rows": sum(entry.values["rows_by_table"].values()),
        "before": before[0] if before else None,
        **_changes(before[0] if before else None, entry),
    }


def _changes(before: Entry | None, after: Entry) -> Context:
    """The differences by table; none where there is nothing to compare with, or no longer."""
    if before is None:
        return {"changes": [], "changed": 0}
    try:
        found = _difference(_name(before), _name(after))
    except ReleaseUnreadable as unreadable:
        return {"changes": [], "changed": 0, "unreadable": unreadable}
    tables = (table for table in TABLES if any(row.table == table for row in found))
    changes = [_of_table(table, found) for table in tables]
    return {"changes": changes, "changed": len(found)}


def _of_table(table: str, found: tuple[RowDifference, ...]) -> Changes:
    rows = tuple(row for row in found if row.table == table)
    return Changes(title(table), dict(Counter(row.kind for row in rows)), rows[:MOST], len(rows))


def _name(entry: Entry) -> ReleaseName:
    return releases.name(entry.key)


@lru_cache(maxsize=releases.KEPT)
def _difference(before: ReleaseName, after: ReleaseName) -> tuple[RowDifference, ...]:
    return difference(*(releases.stored_rows(each.pk, each.version) for each in (before, after)))
