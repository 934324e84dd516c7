"""How long it takes until a belief is corrected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.cases.figures.answers import Answers
from pgx.cases.figures.from_cases import CaseAnswers


@dataclass(frozen=True)
class Correction:
    """The median over learners, in seconds (NaN of none), and of how many.

    `waiting` showed a belief and have not got one right since; `jumped` are left out, as the clock
    went back between two of their answers.
    """

    median: float
    learners: int
    waiting: int
    jumped: int


def correction(tests: Answers, beliefs: NDArray[np.str_], cases: CaseAnswers) -> Correction:
    """From the first answer that showed a belief to the first later right one on that belief.

    Of each learner the belief that was corrected first. `beliefs` are those of the tests' items.
    """
    member = np.concatenate([tests.member, cases.member])
    # An answer to an item shows the belief of its option, which need not be the item's own.
    belief = np.concatenate([np.where(tests.right, beliefs, tests.shown), cases.belief])
    time = np.concatenate([tests.time, cases.time])
    showed = np.concatenate([tests.shown != "", cases.showed])
    right = np.concatenate([tests.right, cases.right])
    jumped = _went_back(tests.member, tests.time) | _went_back(cases.member, cases.time)
    steady = ~np.isin(member, list(jumped))
    shown, corrected = _pairs(*(each[steady] for each in (member, belief, time, showed, right)))
    taken = [end - start for start, end in corrected.values()]
    median = float(np.median(taken)) if taken else np.nan
    return Correction(median, len(taken), len(shown - set(corrected)), len(jumped))


def _went_back(member: NDArray[np.intp], time: NDArray[np.float64]) -> set[int]:
    """Whose answers, as they were stored, are not in the order of their times."""
    order = np.argsort(member, kind="stable")
    same = member[order][1:] == member[order][:-1]
    return set(member[order][1:][same & (np.diff(time[order]) < 0)].tolist())


def _pairs(
    member: NDArray[np.intp],
    belief: NDArray[np.str_],
    time: NDArray[np.float64],
    showed: NDArray[np.bool_],
    right: NDArray[np.bool_],
) -> tuple[set[int], dict[int, tuple[float, float]]]:
    """Who showed a belief; and of whom one was corrected, when it was shown and when corrected."""
    _, code = np.unique(belief, return_inverse=True)
    pair = member * (code.max(initial=0) + 1) + code
    starts = _first(pair[showed], time[showed])
    later = right & (time > starts.get(pair))
    ends = _first(pair[later], time[later])
    found: dict[int, tuple[float, float]] = {}
    for key, end in sorted(zip(ends.keys, ends.times, strict=True), key=lambda each: each[1]):
        who = int(key // (code.max() + 1))
        found.setdefault(who, (float(starts.get(np.array([key]))[0]), float(end)))
    return set(member[showed].tolist()), found


@dataclass(frozen=True)
class _Firsts:
    keys: NDArray[np.intp]
    times: NDArray[np.float64]

    def get(self, keys: NDArray[np.intp]) -> NDArray[np.float64]:
        """The first time of each key; never, where there is none."""
        if not len(self.keys):
            return np.full(len(keys), np.inf)
        place = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.times[place], np.inf)


def _first(keys: NDArray[np.intp], times: NDArray[np.float64]) -> _Firsts:
    order = np.lexsort((times, keys))
    unique, first = np.unique(keys[order], return_index=True)
    return _Firsts(unique, times[order][first])
