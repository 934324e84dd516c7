"""The validation table: what the model gives beside what was observed (model.md 7).

Passing shows that the code does what the text says, not that the model is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.quantities import QUANTITIES, Found

FITTED, NOT_FITTED = "C", "O"
SAYS = (
    "Passing shows that the code does what the text says, not that the model is true. "
    "A number that was fitted is no evidence for the model."
)
PER_CENT = 100


@dataclass(frozen=True)
class Outcome:
    """What the model gives for an observation, in the unit of its band."""

    observation: Observation
    value: float
    parts: tuple[float, ...]  # what the value was made of, as fractions, days or logs

    @property
    def passed(self) -> bool:
        """Whether the value lies in its band; a value that is no number never does."""
        row = self.observation
        if row.relation == "above":
            return row.low is not None and self.value > row.low
        if row.relation == "below":
            return row.high is not None and self.value < row.high
        return row.low is not None and row.high is not None and row.low <= self.value <= row.high


@dataclass(frozen=True)
class Counts:
    """How many numbers there are, how many pass, and how many of them are of each use."""

    numbers: int
    observations: int
    passed: int
    by_use: Mapping[str, tuple[int, int]]  # passed, all

    @property
    def failed(self) -> int:
        """Numbers outside their band."""
        return self.numbers - self.passed


def validate(knowledge: Knowledge) -> tuple[Outcome, ...]:
    """Compute every observation of a release, in its order."""
    setup = chain.setup(knowledge)
    return tuple(outcome(setup, row) for row in knowledge.observations)


def outcome(setup: Setup, row: Observation) -> Outcome:
    """Compute one observation. KeyError where no function has its quantity."""
    found = QUANTITIES[row.quantity](setup, row)
    if not isinstance(found, Found):
        found = Found(found)
    times = PER_CENT if row.unit == "%" else 1
    return Outcome(row, found.value * times, found.parts)


def count(outcomes: tuple[Outcome, ...]) -> Counts:
    """Count the outcomes by what they were used for."""
    every = Counter(each.observation.use for each in outcomes)
    passed = Counter(each.observation.use for each in outcomes if each.passed)
    return Counts(
        len(outcomes),
        len({each.observation.number for each in outcomes}),
        passed.total(),
        {use: (passed[use], number) for use, number in every.items()},
    )
