"""How sure learners were, and how often rightly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pgx.cases.figures.answers import PHASES, Answers
from pgx.cases.figures.beliefs import Counted
from pgx.cases.models import Confidence


@dataclass(frozen=True)
class Sureness:
    """At one phase (`pre`, `post`, `later`, `review`): right answers of those given so sure."""

    phase: str
    right: tuple[Counted, ...]  # unsure, fairly sure, sure

    @property
    def sure_and_wrong(self) -> Counted:
        """Of the sure answers those that were wrong."""
        sure = self.right[Confidence.SURE]
        return Counted(sure.of - sure.count, sure.of)


def sureness(tests: Answers) -> tuple[Sureness, ...]:
    """Of each phase in which somebody answered."""
    found = []
    for place, phase in enumerate(PHASES):
        here = tests.phase == place
        if here.any():
            levels = (here & (tests.confidence == level) for level in Confidence.values)
            counted = (Counted(int(tests.right[e].sum()), int(np.sum(e))) for e in levels)
            found.append(Sureness(phase, tuple(counted)))
    return tuple(found)
