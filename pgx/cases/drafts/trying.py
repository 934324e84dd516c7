"""Trying a draft out: any way through it, as a learner would play it."""

from __future__ import annotations

from functools import lru_cache

from pgx.accounts.models import User
from pgx.cases import published
from pgx.cases.drafts.turns import Path, Stopover
from pgx.cases.drafts.walking import walk
from pgx.cases.ground import of_release
from pgx.cases.models import Attempt, CaseDraft
from pgx.cases.playing import Play, Player, give
from pgx.cases.playing.attempts import try_out as begin
from pgx.knowledge import releases


class NoSuchTurn(Exception):
    """The draft has no such step or answer, or not any more."""


def ways(draft: CaseDraft) -> list[Stopover]:
    """Every step that can be reached, with its answers. Raises CaseRefused, NoRelease.

    The draft is without faults: else it may be that it cannot be walked.
    """
    return _ways(draft.case, draft.text, releases.name())


@lru_cache(maxsize=32)  # the walk asks the model
def _ways(case: str, text: str, release: releases.ReleaseName) -> list[Stopover]:
    return walk(published.file_of(case, text), of_release(release.version))


def try_out(draft: CaseDraft, by: User, step: str, turn: int | None = None) -> Attempt:
    """A trial that stands at a step, or after one of its answers. Raises NoSuchTurn."""
    path = _path(ways(draft), step, turn)
    attempt = begin(Player(user=by), draft, releases.name().version)
    for taken in path:
        give(Play(attempt), taken.step, taken.answer.sent)
    return attempt


def _path(found: list[Stopover], step: str, turn: int | None) -> Path:
    stopover = next((each for each in found if each.step.id == step), None)
    if stopover is None:
        raise NoSuchTurn
    if turn is None:
        return stopover.path
    if turn not in range(len(stopover.turns)):
        raise NoSuchTurn
    return stopover.turns[turn].path
