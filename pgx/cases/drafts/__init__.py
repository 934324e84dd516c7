"""Drafts of cases: written, checked, tried out, and published as the next version."""

from pgx.cases.drafts.checking import At, at_lines, faults, to_do
from pgx.cases.drafts.difference import Hunk, Line, counts, difference
from pgx.cases.drafts.editing import begin, begin_new, delete, kept, move, save
from pgx.cases.drafts.errors import (
    DraftChangedMeanwhile,
    DraftGone,
    NameRefused,
    PublishRefused,
    TextRefused,
)
from pgx.cases.drafts.publishing import is_behind, newest, publish
from pgx.cases.drafts.trying import NoSuchTurn, try_out, ways
from pgx.cases.drafts.turns import Stopover, Turn

__all__ = [
    "At",
    "DraftChangedMeanwhile",
    "DraftGone",
    "Hunk",
    "Line",
    "NameRefused",
    "NoSuchTurn",
    "PublishRefused",
    "Stopover",
    "TextRefused",
    "Turn",
    "at_lines",
    "begin",
    "begin_new",
    "counts",
    "delete",
    "difference",
    "faults",
    "is_behind",
    "kept",
    "move",
    "newest",
    "publish",
    "save",
    "to_do",
    "try_out",
    "ways",
]
