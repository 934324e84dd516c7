"""Drafts: a release with changes over it, edited, checked, tried and published."""

from pgx.knowledge.drafts.checking import all_to_do, overlapping, to_do, told
from pgx.knowledge.drafts.compiling import compiled
from pgx.knowledge.drafts.editing import begin, delete, remove_row, save_row, undo
from pgx.knowledge.drafts.errors import (
    ChangeUnreadable,
    DraftChangedMeanwhile,
    DraftClosed,
    PublishRefused,
    RowChangedMeanwhile,
    RowRefused,
    ToDo,
    WithdrawRefused,
)
from pgx.knowledge.drafts.files import FileRefused, LineFault
from pgx.knowledge.drafts.importing import save_rows
from pgx.knowledge.drafts.moving import move
from pgx.knowledge.drafts.naming import next_version
from pgx.knowledge.drafts.overlay import by_key, find, is_overlap, release_rows, rows
from pgx.knowledge.drafts.publishing import publish, withdraw
from pgx.knowledge.drafts.taking import TAKEN, taken_rows

__all__ = [
    "TAKEN",
    "ChangeUnreadable",
    "DraftChangedMeanwhile",
    "DraftClosed",
    "FileRefused",
    "LineFault",
    "PublishRefused",
    "RowChangedMeanwhile",
    "RowRefused",
    "ToDo",
    "WithdrawRefused",
    "all_to_do",
    "begin",
    "by_key",
    "compiled",
    "delete",
    "find",
    "is_overlap",
    "move",
    "next_version",
    "overlapping",
    "publish",
    "release_rows",
    "remove_row",
    "rows",
    "save_row",
    "save_rows",
    "taken_rows",
    "to_do",
    "told",
    "undo",
    "withdraw",
]
