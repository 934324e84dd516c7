"""A draft as the science reads it, and what keeps it from being read."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pgx.knowledge import registry, releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.drafts.overlay import lay_over, release_rows
from pgx.knowledge.errors import Fault, KnowledgeRefused
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.reading import LABEL, Rows
from pgx.science.knowledge import Knowledge

KEPT = 4  # compiled drafts in memory
_checking = threading.Lock()
READ_BY_NAME = ("parameters", "modifiers", "markers")


class Outcome(NamedTuple):
    """The compiled draft or what is wrong with it, and its rows."""

    knowledge: Knowledge | None
    faults: tuple[Fault, ...]
    rows: Rows


@dataclass(frozen=True)
class Content:
    """The parent and the changes, which alone decide the outcome; their hash stands for them."""

    sha256: str
    draft: Draft = field(compare=False)
    changes: list[Change] = field(compare=False)


def compiled(draft: Draft) -> Knowledge:
    """The draft as knowledge, whose version says that it is one.

    Raises KnowledgeRefused where a check fails, ReleaseUnreadable.
    """
    outcome = check(draft)
    if not outcome.knowledge:
        raise KnowledgeRefused(list(outcome.faults))
    return outcome.knowledge


def check(draft: Draft) -> Outcome:
    """Compile a draft and run every check of a release. Raises ReleaseUnreadable."""
    changes = list(draft.changes.all())
    parts = [[each.table, each.key, each.values] for each in changes]
    text = json.dumps([draft.version, draft.parent.sha256, parts])
    with _checking:  # other threads that want the same wait, rather than do it too
        return _check(Content(hashlib.sha256(text.encode()).hexdigest(), draft, changes))


@lru_cache(maxsize=KEPT)
def _check(content: Content) -> Outcome:
    draft = content.draft
    rows = lay_over(release_rows(draft.parent), content.changes, draft.version)
    if faults := [*registry.row_faults(rows), *_missing_names(draft, rows)]:
        return Outcome(None, tuple(faults), rows)
    try:
        knowledge = compile_release(draft.version, content.sha256, rows)
    except releases.NOT_COMPILED as error:
        fault = Fault(LABEL, 0, "", f"the tables do not compile: {error!r}")
        return Outcome(None, (fault,), rows)
    faults = registry.knowledge_faults(knowledge)
    return Outcome(None if faults else knowledge, tuple(faults), rows)


def check_slowly(draft: Draft) -> Outcome:
    """Check a draft, and where nothing is found run the slow checks. Raises ReleaseUnreadable."""
    outcome = check(draft)
    if not outcome.knowledge or not (faults := _slow_faults(outcome.knowledge)):
        return outcome
    return Outcome(None, faults, outcome.rows)


@lru_cache(maxsize=KEPT)
def _slow_faults(knowledge: Knowledge) -> tuple[Fault, ...]:
    return tuple(registry.slow_faults(knowledge))


def _missing_names(draft: Draft, rows: Rows) -> Iterator[Fault]:
    """The model reads some rows by their names, so none of the parent's may go."""
    parent = release_rows(draft.parent)
    for table in READ_BY_NAME:
        has = {row.key for row in rows[table]}
        read = (row for row in parent[table] if getattr(row, "used_in_model", True))
        for row in (row for row in read if row.key not in has):
            reason = f"{row.key} is removed, and the model reads it: put it back"
            yield Fault(f"{table}.csv", row.line, row.KEY[0], reason)
