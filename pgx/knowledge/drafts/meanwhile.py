"""No edit over what a curator did not see: another save of the row, or another parent."""

from __future__ import annotations

from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts.errors import RowChangedMeanwhile
from pgx.knowledge.drafts.overlay import as_stored, by_key
from pgx.knowledge.models import Draft, Release
from pgx.knowledge.tables import TABLES


def compare(draft: Draft, table: str, key: str, revision: int, parent: int) -> None:
    """Let the edit go on only where the row is as it was seen: the change, and the parent's row.

    Raises RowChangedMeanwhile.
    """
    change = draft.changes.filter(table=table, key=key).select_related("by").first()
    moved = _has_other_base(draft, table, key, parent)
    if (change.revision if change else 0) == revision and not moved:
        return
    version = draft.parent.version if moved else ""
    if change:
        theirs = change.values and as_cells(TABLES[table].model_validate(change.values))
        raise RowChangedMeanwhile(theirs, change.by, change.at, change.revision, version)
    parents = by_key(draft.parent)[table].get(key)
    raise RowChangedMeanwhile(parents and as_cells(parents), None, None, 0, version)


def _has_other_base(draft: Draft, table: str, key: str, parent: int) -> bool:
    """Whether the draft has another parent than was seen, and that another row."""
    if draft.parent_id == parent:
        return False
    seen = Release.objects.filter(pk=parent).first()
    bases = [as_stored(by_key(each)[table].get(key)) for each in (seen, draft.parent) if each]
    return len(bases) < 2 or bases[0] != bases[1]
