"""The rows of a draft: its parent's, with the changes laid over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from pgx.knowledge import releases
from pgx.knowledge.drafts.errors import ChangeUnreadable
from pgx.knowledge.models import Change, Draft, Release
from pgx.knowledge.reading import Rows
from pgx.knowledge.releases import ReleaseName
from pgx.knowledge.tables import TABLES, Table

NAME = re.compile(r"draft-([1-9]\d{0,17})")
ByKey = Mapping[str, Mapping[str, Table]]


def find(name: str) -> Draft | None:
    """The draft that an address asks for, such as `draft-7`; None where there is none."""
    found = NAME.fullmatch(name)
    drafts = Draft.objects.select_related("parent")
    return drafts.filter(pk=int(found[1])).first() if found else None


def rows(draft: Draft) -> Rows:
    """The rows of a draft: changed ones in their place, added ones at the end.

    The line of a row is its place in its table, from 1. Raises ReleaseUnreadable, of which
    ChangeUnreadable is one.
    """
    return lay_over(release_rows(draft.parent), draft.changes.all(), draft.version)


def lay_over(parent: Rows, changes: Iterable[Change], version: str) -> Rows:
    """The parent's rows with changes over them. Raises ChangeUnreadable."""
    found = dict(parent)
    for table, over in _by_table(changes, version).items():
        places = {row.key: row.line for row in parent[table]}
        kept = [over.pop(row.key, row) for row in parent[table]]
        for key, row in over.items():
            places[key] = len(places) + 1
            kept.append(row)
        found[table] = [row.at(places[row.key]) for row in kept if row]
    return found


def _by_table(changes: Iterable[Change], version: str) -> dict[str, dict[str, Table | None]]:
    """Table -> key -> the row as it is changed, None where it is removed."""
    found: dict[str, dict[str, Table | None]] = {}
    for change in changes:
        try:
            model = TABLES[change.table]
            row = change.values and model.model_validate(change.values)
        except (KeyError, ValidationError) as error:  # a table or a column of another time
            raise ChangeUnreadable(version, change) from error
        found.setdefault(change.table, {})[change.key] = row
    return found


def release_rows(release: Release) -> Rows:
    """The rows of a release, read once a process. Raises ReleaseUnreadable."""
    return _release_rows(_name(release))


def by_key(release: Release) -> ByKey:
    """The rows of a release by table and key. Raises ReleaseUnreadable."""
    return _by_key(_name(release))


def _name(release: Release) -> ReleaseName:
    return ReleaseName(release.pk, release.version, release.sha256)


@lru_cache(maxsize=releases.KEPT)
def _release_rows(release: ReleaseName) -> Rows:
    found = releases.stored_rows(release.pk, release.version)
    return {
        table: [row.at(place) for place, row in enumerate(each, 1)] for table, each in found.items()
    }


@lru_cache(maxsize=releases.KEPT)
def _by_key(release: ReleaseName) -> ByKey:
    found = _release_rows(release)
    return {table: {row.key: row for row in each} for table, each in found.items()}


def as_stored(row: Table | None) -> dict[str, Any] | None:
    """A row as the database holds it; None where there is none."""
    return row and row.model_dump(mode="json")


def is_overlap(change: Change, base: Table | None) -> bool:
    """Whether the parent's row is no longer what it was when the change was made."""
    if change.seen is None or base is None:
        return (change.seen is None) != (base is None)
    try:
        return type(base).model_validate(change.seen).model_dump() != base.model_dump()
    except ValidationError:  # a row of another time
        return True
