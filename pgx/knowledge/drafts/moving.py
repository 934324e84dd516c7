"""A draft onto another parent: the changes stay, and what both changed is marked."""

from __future__ import annotations

from pgx.knowledge.drafts.editing import opened
from pgx.knowledge.drafts.overlay import as_stored, by_key
from pgx.knowledge.models import Change, Draft, Release


def move(draft: Draft, release: Release) -> Draft:
    """Give a draft another parent, with its changes over that; the draft as it is then.

    A change that the parent already has is dropped. One of a row that the parents have
    differently stays, and is an overlap until it is saved again or taken back. Raises
    DraftClosed, ReleaseUnreadable.
    """
    parent = by_key(release)
    with opened(draft) as now:
        for change in now.changes.all():
            _lay(change, as_stored(parent[change.table].get(change.key)))
        now.parent = release
        now.save(update_fields=["parent"])
    return now


def _lay(change: Change, base: dict | None) -> None:
    """Lay a change over what the new parent has of its row."""
    if change.values == base:
        change.delete()
        return
    kind = "removed" if change.values is None else "changed" if base else "added"
    Change.objects.filter(pk=change.pk).update(kind=kind)
