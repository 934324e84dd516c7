"""Attempts: begun by an account or a visitor, found again by them alone, kept by signing up."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from pgx import __version__
from pgx.accounts.models import User
from pgx.cases import published
from pgx.cases.classes.changing import changed
from pgx.cases.models import Attempt, CaseDraft
from pgx.cases.playing.errors import NoAttempt
from pgx.cases.review.from_cases import enter_shown

SEEDS = 2**31  # a seed fits a database's integer


@dataclass(frozen=True)
class Player:
    """Who plays: an account, or a visitor by the key in the session; a visitor may have none."""

    user: User | None = None
    visitor: str = ""

    @property
    def own(self) -> Q:
        """What tells the player's attempts from others'."""
        if self.user:
            return Q(learner=self.user)
        return Q(learner=None, visitor=self.visitor) & ~Q(visitor="")


def begin(player: Player, case: str) -> Attempt:
    """Begin the published version of a case with today's release. Raises NotPlayable.

    A second click finds the attempt of the first, as long as nothing is answered there.
    """
    version, release = published.playable(case)
    same = attempts_of(player).filter(of=version, release=release, engine=__version__)
    return same.filter(answers=None).first() or _begun(player, release, of=version)


def try_out(player: Player, draft: CaseDraft, release: str) -> Attempt:
    """A curator's trial of a draft as it is now: it counts nowhere."""
    return _begun(player, release, trial_of=draft, trial_text=draft.text)


def _begun(player: Player, release: str, **played: Any) -> Attempt:
    return Attempt.objects.create(
        release=release,
        engine=__version__,
        seed=secrets.randbelow(SEEDS),
        learner=player.user,
        visitor="" if player.user else player.visitor,
        **played,
    )


def attempts_of(player: Player) -> QuerySet[Attempt]:
    """The player's attempts, the newest first."""
    return Attempt.objects.filter(player.own, trial_of=None).select_related("of")


def find(player: Player, attempt: str) -> Attempt:
    """An attempt of the player. Raises NoAttempt, for another's too."""
    own = Attempt.objects.filter(player.own).select_related("of", "trial_of")
    found = None if "\0" in attempt else own.filter(pk=attempt).first()
    if not found:
        raise NoAttempt(attempt)
    return found


def keep(visitor: str, user: User) -> int:
    """Give what a visitor has played to the account that the visitor now has; how many."""
    theirs = list(Attempt.objects.filter(Player(visitor=visitor).own).prefetch_related("answers"))
    for attempt in reversed(theirs):
        attempt.learner, attempt.visitor = user, ""
        attempt.save(update_fields=["learner", "visitor"])
        enter_shown(attempt, attempt.answers.all())
    changed(user)
    return len(theirs)
