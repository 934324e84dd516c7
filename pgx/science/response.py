"""Plasticity -> symptom course and relative response (model.md 3.7 and 3.8).

`symptom.` symbols come from the second run of the same equations, in which the modifiers
that people do not show are left out. Courses have the shape (subjects, days shown).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from pgx.science.exposure import Floats
from pgx.science.formulas import Chapter
from pgx.science.knowledge import Parameters

NOT_REPRESENTED = "not represented"

formula = Chapter()


def _normal(x: Floats) -> Floats:
    """The normal distribution function."""
    return np.array([(1 + erf(each)) / 2 for each in (x / sqrt(2)).ravel().tolist()]).reshape(
        x.shape
    )


formula.add(
    "I_raw", lambda Ef, f, K, Es, R: Ef * (f + K) + Es * R,
    ("Ef", "symptom.f_at", "symptom.K_at", "Es", "symptom.R_at"), "fraction",
    "Drug effect before coverage: weight × (affective bias + rapid state) + weight × resilience.",
)  # fmt: skip


@formula("fraction")
def I_drug(s_d: Floats, I_raw: Floats) -> Floats:
    """Drug effect: coverage of the drug × effect before coverage."""
    return s_d * I_raw


@formula("fraction")
def I_pl(Ppl: float, at_days: Floats, tau_pl: float) -> Floats:
    """Placebo and natural course: largest improvement × its approach."""
    return Ppl * -np.expm1(-at_days / tau_pl)


@formula("HAM-D17 points")
def points(H0: float, I_drug: Floats) -> Floats:
    """Points over placebo: baseline × drug effect."""
    return H0 * I_drug


@formula("HAM-D17 points")
def hamd(H0: float, I_pl: Floats, I_drug: Floats) -> Floats:
    """Symptom score: baseline × what neither placebo nor drug has improved, never below 0."""
    return np.maximum(0, H0 * (1 - I_pl - I_drug))


@formula("fraction")
def p_response(I_pl: Floats, I_drug: Floats, response_cut: float, sigma: float) -> Floats:
    """Responders: share of people whose improvement passes the cut."""
    return _normal((I_pl + I_drug - response_cut) / sigma)


@formula("fraction")
def p_remission(
    I_pl: Floats, I_drug: Floats, remission_cut: float, H0: float, sigma: float
) -> Floats:
    """Remitters: share of people whose score falls to the cut."""
    return _normal((I_pl + I_drug - (1 - remission_cut / H0)) / sigma)


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


def solve_weights(p: Parameters, fast: Floats, slow: Floats) -> tuple[float, float]:
    """Ef and Es from the reference course of the anchor drug at weeks 1, 6 and 8.

    The effect at week 8 is the common one, and week 1 has its share of week 6.
    """
    early = [x[0] - p.share_week_1 * x[1] for x in (fast, slow)]
    solution = np.linalg.solve([[fast[2], slow[2]], early], [p.effect_week_8, 0.0])
    return float(solution[0]), float(solution[1])


def day_of_half_effect(days: Floats, effect: Floats) -> Floats:
    """The first day on which a course has half of what it has on its last day; shape (subjects,).

    Linear between the days shown; NaN where the last day has no effect.
    """
    half = np.where(effect[:, -1] > 0, effect[:, -1] / 2, np.nan)
    late = np.maximum(1, np.argmax(effect >= half[:, None], axis=1))
    rows = np.arange(len(effect))
    low, high = effect[rows, late - 1], effect[rows, late]
    share = np.divide(half - low, high - low, out=np.full_like(half, np.nan), where=high > low)
    return np.asarray(days[late - 1] + share * (days[late] - days[late - 1]))


def coverage_label(p: Parameters, coverage: float) -> str:
    """How much of a drug's effect the mechanisms of this model explain."""
    if p.coverage_low <= coverage <= p.coverage_high:
        return "represented"
    if p.coverage_floor <= coverage <= p.coverage_ceiling:
        return "partly represented"
    return NOT_REPRESENTED
