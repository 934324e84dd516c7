"""Writing the changes of a draft: one query, however many rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pgx.accounts.models import User
from pgx.knowledge.drafts.overlay import as_stored, by_key
from pgx.knowledge.models import Change, Draft

Values = dict[str, Any] | None  # of a row; none where it is removed
A_BATCH = 500  # rows a statement
NAME = ("draft", "table", "key")
REST = ("kind", "values", "seen", "revision", "by", "at")


def put(draft: Draft, table: str, rows: Mapping[str, Values], by: User) -> None:
    """Write the changes of rows by key, or none of a row that is as in the parent."""
    parent = by_key(draft.parent)[table]
    seen = {key: as_stored(parent.get(key)) for key in rows}
    same = [key for key, values in rows.items() if values == seen[key]]
    draft.changes.filter(table=table, key__in=same).delete()
    Change.objects.bulk_create(
        [
            _change(draft, table, key, values, seen[key], by)
            for key, values in rows.items()
            if values != seen[key]
        ],
        batch_size=A_BATCH,
        update_conflicts=True,
        unique_fields=NAME,
        update_fields=REST,
    )


def _change(
    draft: Draft, table: str, key: str, values: Values, seen: Values, by: User
) -> Change:  # fmt: skip
    kind = "removed" if values is None else "changed" if seen else "added"
    revision, now = draft.revision, timezone.now()
    return Change(
        draft=draft,
        table=table,
        key=key,
        kind=kind,
        values=values,
        seen=seen,
        revision=revision,
        by=by,
        at=now,
    )
