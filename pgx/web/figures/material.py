"""What the figures are made of: a release's setup, its PET observations, courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import Content
from pgx.knowledge.releases import content_hash
from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.exposure import Floats
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.quantities.base import REFERENCE, at_days, rows

EXAMPLE = "rest of the contributions"  # the observation that names the example's person


@dataclass(frozen=True, eq=False)
class Material:
    """A release, and the model on it."""

    content: Content

    @cached_property
    def knowledge(self) -> Knowledge:
        """The compiled release."""
        return compile_release(
            self.content.label.version, content_hash(self.content), self.content.rows
        )

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
        self, drug: str, dose: float | None, keys: tuple[str, ...], days: Floats | None = None
    ) -> dict[str, Floats]:
        """The reference patient's course of each key; shape (days,)."""
        there = at_days(self.setup, tuple((self.days if days is None else days).tolist()))
        values = chain.simulate(there, rows(there, [drug], [dose]), keys)
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
