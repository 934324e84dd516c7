"""How often each belief was shown: before, after, a month later, at review and in cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.cases.figures.answers import LATER, POST, PRE, REVIEWED, Answers
from pgx.cases.figures.from_cases import CaseAnswers


@dataclass(frozen=True)
class Counted:
    """Of so many answers so many."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """The share; NaN of none."""
        return self.count / self.of if self.of else np.nan


@dataclass(frozen=True)
class OfBelief:
    """The answers that showed a belief, of all to its items; in cases, to steps that could."""

    belief: str
    before: Counted
    after: Counted
    later: Counted
    review: Counted
    cases: Counted

    @property
    def last(self) -> Counted:
        """After the course; before it, as long as nobody was asked after."""
        return self.after if self.after.of else self.before


def of_beliefs(
    asked: Sequence[str], tests: Answers, beliefs: NDArray[np.str_], cases: CaseAnswers
) -> tuple[OfBelief, ...]:
    """The beliefs that a class is asked, and any other that its answers speak of; worst first."""
    known = sorted({*asked, *np.unique(beliefs).tolist(), *np.unique(cases.belief).tolist()})
    found = [_of_belief(belief, tests, beliefs, cases) for belief in known]
    is_after = any(each.after.of for each in found)
    return tuple(sorted(found, key=lambda each: _rank(each, is_after)))


def _rank(found: OfBelief, is_after: bool) -> tuple[float, float, int, str]:
    """By the share now, then by that before, then by how many were asked."""
    now = found.after if is_after else found.before
    worst = [-np.nan_to_num(each.share, nan=-1.0) for each in (now, found.before)]
    return worst[0], worst[1], -now.of, found.belief


def _of_belief(
    belief: str, tests: Answers, beliefs: NDArray[np.str_], cases: CaseAnswers
) -> OfBelief:
    asked, in_cases = beliefs == belief, cases.belief == belief
    showed = tests.shown == belief

    def at(phase: int) -> Counted:
        here = asked & (tests.phase == phase)
        return _counted(showed[here])

    return OfBelief(
        belief, at(PRE), at(POST), at(LATER), at(REVIEWED), _counted(cases.showed[in_cases])
    )


def _counted(mask: NDArray[np.bool_]) -> Counted:
    return Counted(int(np.count_nonzero(mask)), len(mask))
