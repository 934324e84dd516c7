"""What can be said of each item: from the first time that somebody met it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.cases.figures import statistics
from pgx.cases.figures.answers import REVIEWED, Answers


@dataclass(frozen=True)
class Known:
    """A version of an item: its name and its belief."""

    item: str
    belief: str


@dataclass(frozen=True)
class OfItem:
    """An item's statistics; `chosen` counts the answers by option that anybody chose.

    `item_rest` is of tests only: a review has too few items beside, and NaN where all are alike.
    """

    version: int
    item: str
    belief: str
    answers: int
    difficulty: float
    item_rest: float
    chosen: Mapping[str, int]

    @property
    def is_few(self) -> bool:
        """Whether too few answered for anything to be said."""
        return self.answers < statistics.FEW_ANSWERS

    def share(self, option: str) -> float:
        """The share of answers that chose an option."""
        return self.chosen.get(option, 0) / self.answers if self.answers else np.nan

    def is_dead(self, option: str) -> bool:
        """Whether hardly anybody chose an option; of few answers nothing is said."""
        return not self.is_few and bool(statistics.dead(self.share(option)))


def of_items(tests: Answers, known: Mapping[int, Known]) -> tuple[OfItem, ...]:
    """Each item that was asked, by belief and name."""
    first = tests.where(tests.is_first)
    correlations = _item_rest(first.where(first.phase != REVIEWED))
    versions, code = np.unique(first.item, return_inverse=True)
    found = [
        _of_item(int(version), known[int(version)], first.where(code == place), correlations)
        for place, version in enumerate(versions)
    ]
    return tuple(sorted(found, key=lambda each: (each.belief, each.item, each.version)))


def _of_item(
    version: int, known: Known, answers: Answers, correlations: Mapping[int, float]
) -> OfItem:
    options, counts = np.unique(answers.option, return_counts=True)
    return OfItem(
        version,
        known.item,
        known.belief,
        len(answers),
        statistics.difficulty(answers.right),
        correlations.get(version, np.nan),
        dict(zip(options.tolist(), counts.tolist(), strict=True)),
    )


def _item_rest(tests: Answers) -> dict[int, float]:
    """The correlation of each item with the rest of its sitting, within each test."""
    if not len(tests):
        return {}
    sittings, row = np.unique(tests.sitting, return_inverse=True)
    versions, column = np.unique(tests.item, return_inverse=True)
    right, mask = np.zeros((2, len(sittings), len(versions)), bool)
    right[row, column], mask[row, column] = tests.right, True
    phase = np.zeros(len(sittings), np.intp)
    phase[row] = tests.phase
    found: NDArray[np.float64] = statistics.item_rest(right, mask, phase)
    return dict(zip(versions.tolist(), found.tolist(), strict=True))
