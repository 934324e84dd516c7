"""Editing a draft: its rows one by one, and no save over another in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.knowledge.drafts.checking import check_row, read_row
from pgx.knowledge.drafts.errors import DraftChangedMeanwhile, DraftClosed, RowRefused
from pgx.knowledge.drafts.meanwhile import compare
from pgx.knowledge.drafts.overlay import as_stored, by_key, release_rows, rows
from pgx.knowledge.drafts.putting import put
from pgx.knowledge.models import Change, Draft, Release
from pgx.knowledge.tables import Table


def begin(parent: Release, title: str, by: User) -> Draft:
    """A new draft with nothing changed yet. Raises ReleaseUnreadable."""
    release_rows(parent)
    return Draft.objects.create(parent=parent, title=title, made_by=by)


def delete(draft: Draft, revision: int | None = None) -> None:
    """Delete a draft with its changes, as it was seen at `revision` where one is given.

    Raises DraftChangedMeanwhile, DraftClosed; nothing is then deleted.
    """
    with opened(draft) as now:
        if revision not in (None, now.revision - 1):
            raise DraftChangedMeanwhile
        now.delete()


@contextmanager
def opened(draft: Draft) -> Iterator[Draft]:
    """A transaction that alone edits the draft; the draft as it is now, with its next revision.

    Others wait for the draft's row until it ends, and then see what it did. Raises DraftClosed.
    """
    still_open = Draft.objects.filter(pk=draft.pk, published_as=None)
    with transaction.atomic():
        if not still_open.update(revision=F("revision") + 1, changed_at=timezone.now()):
            raise DraftClosed
        yield Draft.objects.select_related("parent").get(pk=draft.pk)


def save_row(
    draft: Draft,
    table: str,
    key: str | None,
    cells: Mapping[str, str],
    revision: int,
    by: User,
    parent: int | None = None,
) -> Table:
    """Save a row as the cells have it, a new one where `key` is None; the row as it is read.

    `revision` is that of the change that was seen, 0 where there was none; `parent` the number
    of the release over which it was seen, that of `draft` where it is None. Values equal to the
    parent's take the change back. Raises RowRefused, RowChangedMeanwhile, DraftClosed.
    """
    if draft.published_as_id:
        raise DraftClosed
    row = read_row(table, cells)
    if key is None:
        _refuse_known(draft, table, row)
    elif key != row.key:
        _refuse_other_name(draft, table, key, row)
    check_row(rows(draft), table, row)
    with opened(draft) as now:
        compare(now, table, row.key, revision, _given(parent, draft))
        put(now, table, {row.key: as_stored(row)}, by)
    return row


def remove_row(
    draft: Draft, table: str, key: str, revision: int, by: User, parent: int | None = None
) -> None:
    """Take a row out of a draft. Raises RowChangedMeanwhile, DraftClosed."""
    with opened(draft) as now:
        compare(now, table, key, revision, _given(parent, draft))
        put(now, table, {key: None}, by)


def undo(change: Change, revision: int, parent: int | None = None) -> None:
    """Take a change back. Raises RowChangedMeanwhile, DraftClosed."""
    with opened(change.draft) as now:
        compare(now, change.table, change.key, revision, _given(parent, change.draft))
        now.changes.filter(table=change.table, key=change.key).delete()


def _given(parent: int | None, draft: Draft) -> int:
    return draft.parent_id if parent is None else parent


def _refuse_known(draft: Draft, table: str, row: Table) -> None:
    """A new row has a name of its own, in the draft and in its parent."""
    says = ""
    if any(each.key == row.key for each in rows(draft)[table]):
        says = _("There is a row of this name already. Open it to change it.")
    elif row.key in by_key(draft.parent)[table]:
        says = _("The parent has a row of this name, which is removed here. Take that back.")
    if says:
        raise RowRefused({column: [says] for column in row.KEY})


def _refuse_other_name(draft: Draft, table: str, key: str, row: Table) -> NoReturn:
    """The columns that name a row stay as they are."""
    says = _("This names the row and stays as it is; copy the row to make one of another name.")
    known = [*rows(draft)[table], *release_rows(draft.parent)[table]]
    old = next(each for each in known if each.key == key)
    other = [column for column in row.KEY if getattr(row, column) != getattr(old, column)]
    raise RowRefused({column: [says] for column in other or row.KEY})
