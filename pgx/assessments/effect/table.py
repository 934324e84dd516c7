"""The validation table before and after: each number, and whether it lies in its band."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pgx.assessments.effect.answers import KEPT
from pgx.assessments.effect.moves import is_same
from pgx.knowledge.releases import NOT_COMPILED
from pgx.science import chain
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.validation import Outcome, outcome


@dataclass(frozen=True)
class Computed:
    """An observation with what the model gives; None where the release cannot compute it."""

    observation: Observation
    outcome: Outcome | None

    @property
    def passed(self) -> bool:
        """Whether it is computed, and lies in its band."""
        return self.outcome is not None and self.outcome.passed

    @property
    def value(self) -> float | None:
        """The number in the unit of its band; None where there is none."""
        found = self.outcome
        return found.value if found and math.isfinite(found.value) else None


Table = Mapping[str, Computed]


@dataclass(frozen=True)
class TableChange:
    """One number of the table on both sides; None on the side that does not have its row."""

    before: Computed | None
    after: Computed | None

    @property
    def observation(self) -> Observation:
        """The row, as it is now where it still is."""
        found = self.after or self.before
        assert found  # noqa: S101 - a change has at least one side
        return found.observation

    @property
    def appears(self) -> bool:
        """Only the new side has it."""
        return self.before is None

    @property
    def goes(self) -> bool:
        """Only the old side has it."""
        return self.after is None

    @property
    def leaves(self) -> bool:
        """It was in its band, and is no longer."""
        return bool(self.before and self.after and self.before.passed and not self.after.passed)

    @property
    def enters(self) -> bool:
        """It was outside its band, and is no longer."""
        return bool(self.before and self.after and self.after.passed and not self.before.passed)

    @property
    def moves(self) -> bool:
        """Its number, its band or its presence is another."""
        if not (self.before and self.after):
            return True
        return self.leaves or self.enters or not is_same(self.before.value, self.after.value)


@lru_cache(maxsize=KEPT)
def table(knowledge: Knowledge) -> Table:
    """Every observation by the address of its row, in the order of the release; kept for a few."""
    return {row.row: Computed(row, _outcome(knowledge, row)) for row in knowledge.observations}


def _outcome(knowledge: Knowledge, row: Observation) -> Outcome | None:
    try:
        with np.errstate(all="ignore"):  # a value that is no number is seen as none
            return outcome(chain.setup(knowledge), row)
    except NOT_COMPILED:
        return None


def changes(before: Table, after: Table) -> Iterator[TableChange]:
    """Every number of either side, in the new order; what goes comes last."""
    for name in dict.fromkeys((*after, *before)):
        yield TableChange(before.get(name), after.get(name))
