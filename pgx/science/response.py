"""Plasticity -> symptom course and relative response (model.md 3.7 and 3.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pgx.science.exposure import Floats
from pgx.science.knowledge import Parameters
from pgx.science.plasticity import Course

NOT_REPRESENTED = "not represented"


@dataclass(frozen=True)
class Calibration:
    """What is solved once a release: weights of the fast and the slow part, and coverage.

    `coverage` has the shape (drugs,): the factor s_d that gives every approved
    antidepressant's reference patient the same effect at week 8.
    """

    fast: float
    slow: float
    coverage: Floats

    def shown_coverage(self, p: Parameters) -> Floats:
        """Coverage, NaN where the drug is not represented: no symptom course is shown."""
        labels = [coverage_label(p, float(value)) for value in self.coverage]
        return np.where(np.array(labels) == NOT_REPRESENTED, np.nan, self.coverage)


def raw_effect(calibration: Calibration, course: Course) -> Floats:
    """I_raw: fast affective bias and plasticity, before coverage; shape of the course."""
    return calibration.fast * course.f + calibration.slow * course.R


def placebo_course(p: Parameters, days: Floats) -> Floats:
    """Fraction of improvement without the drug; shape (days,)."""
    return p.Ppl * -np.expm1(-days / p.tau_pl)


def solve_weights(p: Parameters, fast: Floats, slow: Floats) -> tuple[float, float]:
    """Ef and Es from the reference course of the anchor drug at weeks 1, 6 and 8.

    The effect at week 8 is the common one, and week 1 has its share of week 6.
    """
    early = [x[0] - p.share_week_1 * x[1] for x in (fast, slow)]
    solution = np.linalg.solve([[fast[2], slow[2]], early], [p.effect_week_8, 0.0])
    return float(solution[0]), float(solution[1])


def coverage_label(p: Parameters, coverage: float) -> str:
    """How much of a drug's effect the mechanisms of this model explain."""
    if p.coverage_low <= coverage <= p.coverage_high:
        return "represented"
    if p.coverage_floor <= coverage <= p.coverage_ceiling:
        return "partly represented"
    return NOT_REPRESENTED
