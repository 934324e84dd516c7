"""The row that an address of the desk asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from pgx.knowledge import drafts
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.reading import Rows
from pgx.knowledge.tables import Table
from pgx.web.desk.access import draft_or_404, table_or_404
from pgx.web.hidden import posted_number


class Seen(NamedTuple):
    """What a form was made from: the change's revision, 0 without one, and the draft's parent."""

    revision: int
    parent: int


def posted(request: HttpRequest) -> Seen:
    """What the form that is sent was made from."""
    return Seen(posted_number(request, "revision"), posted_number(request, "parent"))


@dataclass
class Place:
    """The row that an address asks for: in the draft and in its parent, or a new one."""

    draft: Draft
    table: str
    rows: Rows
    key: str | None  # none for a new row
    row: Table | None  # as the draft has it; none where it is new, or removed
    base: Table | None  # as the parent has it
    change: Change | None

    @property
    def is_removed(self) -> bool:
        """Whether the draft takes the row out."""
        return self.key is not None and self.row is None

    @property
    def seen(self) -> Seen:
        """What a form of this row keeps hidden."""
        return Seen(self.change.revision if self.change else 0, self.draft.parent_id)

    @property
    def address(self) -> str:
        """The address of this row."""
        return address(self.draft, self.table, self.key)


def address(draft: Draft, table: str, key: str | None) -> str:
    """Where a row is edited; a new one without a key."""
    query = "" if key is None else "?" + urlencode({"key": key})
    return reverse("desk-row", args=[draft.pk, table]) + query


def place(request: HttpRequest, draft_id: int, table: str) -> Place:
    """What the address asks for; 404 where neither the draft nor its parent has the row."""
    draft, name, key = draft_or_404(draft_id), table_or_404(table), request.GET.get("key")
    rows = drafts.rows(draft)
    if key is None:
        return Place(draft, name, rows, None, None, None, None)
    row = next((each for each in rows[name] if each.key == key), None)
    base = drafts.by_key(draft.parent)[name].get(key)
    if not row and not base:
        raise Http404
    change = draft.changes.filter(table=name, key=key).select_related("by").first()
    return Place(draft, name, rows, key, row, base, change)
