"""Why an edit of a draft, or its publication, did not happen. Nothing is then changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from pgx.accounts.models import User

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
    """Somebody saved the row after the revision that was seen.

    `cells` are theirs, none where they removed the row; `revision` is that of their save, 0
    where they took the change back.
    """

    def __init__(
        self, cells: Cells | None, by: User | None, at: datetime | None, revision: int
    ) -> None:
        super().__init__("somebody saved this row meanwhile")
        self.cells, self.by, self.at, self.revision = cells, by, at, revision


class DraftClosed(Exception):
    """The draft is published or deleted: it changes no more."""


class PublishRefused(Exception):
    """A draft is not published: what is wrong, by field of the form, and at which rows."""

    def __init__(self, fields: Mapping[str, str], to_do: tuple[ToDo, ...] = ()) -> None:
        super().__init__("; ".join([*fields.values(), *(each.reason for each in to_do)]))
        self.fields, self.to_do = fields, to_do


class WithdrawRefused(Exception):
    """A release is not withdrawn, for this reason."""
