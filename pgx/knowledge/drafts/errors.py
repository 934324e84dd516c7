"""Why an edit of a draft, or its publication, did not happen. Nothing is then changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pgx.echo import short
from pgx.knowledge.errors import ReleaseUnreadable

if TYPE_CHECKING:
    from datetime import datetime

    from pgx.accounts.models import User
    from pgx.knowledge.models import Change

Cells = Mapping[str, str]


class ToDo(NamedTuple):
    """What stands between a draft and a release: at which row, in which column, and what."""

    table: str
    key: str
    column: str
    reason: str


class RowRefused(Exception):
    """A row cannot be saved: what is wrong, by column; "" is the row as a whole."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(f"{column}: {each}" for column, each in errors.items()))
        self.errors = errors


class RowChangedMeanwhile(Exception):
    """Somebody saved the row after the revision that was seen, or moved the draft.

    `cells` are the row's as it is now, none where it is removed; `revision` is that of its
    change, 0 where there is none. `parent` is the version onto which the draft was moved, where
    that has another row than the parent that was seen; else empty.
    """

    def __init__(
        self,
        cells: Cells | None,
        by: User | None,
        at: datetime | None,
        revision: int,
        parent: str = "",
    ) -> None:
        super().__init__("somebody changed this row meanwhile")
        self.cells, self.by, self.at, self.revision = cells, by, at, revision
        self.parent = parent


class ChangeUnreadable(ReleaseUnreadable):
    """A change of a draft is of a form that this program does not read."""

    def __init__(self, version: str, change: Change) -> None:
        super().__init__(version)
        self.change = change

    def __str__(self) -> str:
        return (
            f"the change of {short(self.change.key)} in the table {short(self.change.table)} is "
            "of another form than this version of Raphe reads"
        )


class DraftClosed(Exception):
    """The draft is published or deleted: it changes no more."""


class DraftChangedMeanwhile(Exception):
    """Somebody changed the draft after the revision that was seen."""


class PublishRefused(Exception):
    """A draft is not published: what is wrong, by field of the form, and at which rows."""

    def __init__(self, fields: Mapping[str, str], to_do: tuple[ToDo, ...] = ()) -> None:
        super().__init__("; ".join([*fields.values(), *(each.reason for each in to_do)]))
        self.fields, self.to_do = fields, to_do


class WithdrawRefused(Exception):
    """A release is not withdrawn, for this reason."""
