"""What can be wrong with case files."""

from __future__ import annotations

from typing import NamedTuple

from pgx.cases.schema import Path
from pgx.knowledge.errors import KnowledgeRefused


class CaseRefused(KnowledgeRefused):
    """A case file is refused whole; `faults` says where and why."""


class Flaw(NamedTuple):
    """Something wrong at a place of a case; `near` is a word of the line that is meant."""

    path: Path
    reason: str
    near: str = ""
