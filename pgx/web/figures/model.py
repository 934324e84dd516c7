"""The model of a release, asked for courses and doses: what figures and pages draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.exposure import Floats
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.quantities.base import REFERENCE, at_days, rows

EXAMPLE = "rest of the contributions"  # the observation that names the example's person


@dataclass(frozen=True, eq=False)
class Model:
    """A compiled release, and the model on it."""

    knowledge: Knowledge

    @cached_property
    def setup(self) -> Setup:
        """The model's arrays."""
        return chain.setup(self.knowledge)

    @cached_property
    def days(self) -> Floats:
        """Days of a smooth line: dense at first; shape (days,)."""
        horizon = self.knowledge.parameters.horizon
        early = np.linspace(0, 7, 29)
        return np.union1d(early, np.linspace(7, horizon, 78))

    @cached_property
    def example(self) -> Observation:
        """The person, drug and dose that the dossier explains."""
        found = [each for each in self.knowledge.observations if each.quantity == EXAMPLE]
        return found[0]

    def course(
        self,
        drug: str,
        dose: float | None,
        keys: tuple[str, ...],
        days: Floats | None = None,
        person: str = "",
    ) -> dict[str, Floats]:
        """A person's course of each key, the reference patient's unless named; shape (days,)."""
        there = at_days(self.setup, tuple((self.days if days is None else days).tolist()))
        values = chain.simulate(there, rows(there, [drug], [dose], [person]), keys)
        return {key: each[0] for key, each in values.items()}

    def of_people(
        self, drug: str, dose: float | None, people: Sequence[str], keys: tuple[str, ...]
    ) -> dict[str, Floats]:
        """Each key for each person; shape (people, width)."""
        return chain.simulate(self.setup, rows(self.setup, [drug], [dose], people), keys)

    def of_doses(self, drug: str, doses: Sequence[float], key: str) -> Floats:
        """A key of the reference patient at each dose; shape (doses,)."""
        subjects = rows(self.setup, [drug], list(doses), REFERENCE)
        return np.asarray(chain.simulate(self.setup, subjects, (key,))[key][:, 0])
