"""What stands between a draft of a case and its publication, at the lines of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pgx.cases import checks, published
from pgx.cases.checks import Setting
from pgx.cases.errors import CaseRefused
from pgx.cases.ground import of_release
from pgx.cases.models import CaseDraft
from pgx.cases.topics import read_topics
from pgx.knowledge import releases
from pgx.knowledge.errors import Fault


class At(NamedTuple):
    """A fault with the line at which it is, as the text has it."""

    fault: Fault
    line: str


def at_lines(faults: Iterable[Fault], text: str) -> list[At]:
    """Faults with the lines that they are about; an empty one for a fault of the whole file."""
    lines = ["", *text.splitlines()]
    return [At(each, lines[each.line].strip() if each.line < len(lines) else "") for each in faults]


def faults(draft: CaseDraft) -> tuple[Fault, ...]:
    """What keeps a draft from being tried out with today's release. Raises NoRelease."""
    return _faults(draft.case, draft.text, releases.name())


def to_do(draft: CaseDraft) -> list[Fault]:
    """What keeps a draft from being published: its number may be taken too. Raises NoRelease."""
    return sorted([*faults(draft), *_taken(draft)], key=lambda fault: fault.line)


def _taken(draft: CaseDraft) -> Iterator[Fault]:
    try:
        yield from published.version_taken(published.file_of(draft.case, draft.text))
    except CaseRefused:  # it cannot be read: that is told already
        return


@lru_cache(maxsize=256)  # the checks ask the model
def _faults(case: str, text: str, release: releases.ReleaseName) -> tuple[Fault, ...]:
    try:
        return tuple(checks.faults(published.file_of(case, text), _setting(release)))
    except CaseRefused as refused:
        return tuple(refused.faults)


@lru_cache(maxsize=2)
def _setting(release: releases.ReleaseName) -> Setting:
    return Setting(of_release(release.version), read_topics())
