"""A draft onto another parent: the changes stay, and what both changed is marked."""

from __future__ import annotations

from pgx.knowledge.drafts.editing import opened
from pgx.knowledge.drafts.overlay import as_stored, by_key, is_overlap
from pgx.knowledge.models import Change, Draft, Release
from pgx.knowledge.tables import Table


def move(draft: Draft, release: Release) -> Draft:
    """Give a draft another parent, with its changes over that; the draft as it is then.

    A change that the parent already has is dropped. One of a row that the parents have
    differently stays, and is an overlap until it is saved again or taken back; its revision is
    a new one, for nobody has seen it so. Raises DraftClosed, ReleaseUnreadable.
    """
    parent = by_key(release)
    with opened(draft) as now:
        for change in now.changes.all():
            _lay(change, parent.get(change.table, {}).get(change.key), now.revision)
        now.parent = release
        now.save(update_fields=["parent"])
    return now


def _lay(change: Change, base: Table | None, revision: int) -> None:
    """Lay a change over what the new parent has of its row."""
    if change.values == as_stored(base):
        change.delete()
        return
    change.kind = "removed" if change.values is None else "changed" if base else "added"
    if is_overlap(change, base):
        change.revision = revision
    change.save(update_fields=["kind", "revision"])
