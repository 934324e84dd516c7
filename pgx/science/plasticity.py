"""Occupancies and genotype factors -> serotonin tone, BDNF, plasticity over time.

The equations are those of model.md 3.3 to 3.6, with its symbols. Every array has the
shape (subjects, points of the clock); logs are natural, 0 is the untreated self.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pgx.science.clock import Clock
from pgx.science.exposure import Floats
from pgx.science.knowledge import Parameters
from pgx.science.modifiers import Factors
from pgx.science.occupancy import Occupancy

# Weights of resilience, by state.
RESILIENCE = ("n3", "dH", "sH", "pH", "dP", "sP", "pP")


@dataclass(frozen=True)
class Course:
    """The simulated course of each subject.

    S tone, F firing, A autoreceptors (fold changes); b and q log BDNF before and after
    the genotype's secretion factor; f the fast affective bias; `states` the plasticity
    states of hippocampus (H) and prefrontal cortex (P); R their weighted sum.
    """

    S: Floats
    F: Floats
    A: Floats
    b: Floats
    q: Floats
    f: Floats
    states: Mapping[str, Floats]
    R: Floats


@dataclass(frozen=True)
class Serotonin:
    """Clearance factor M, firing F, autoreceptors A and tone S."""

    M: Floats
    F: Floats
    A: Floats
    S: Floats


def simulate(p: Parameters, clock: Clock, occupancy: Occupancy, factors: Factors) -> Course:
    """Run the chain from occupancy to resilience."""
    ag4 = occupancy.agonist["5-HT4"]
    serotonin = tone(p, clock, occupancy, factors)
    N, Dp = catecholamines(p, occupancy)
    D = drive(p, np.log(serotonin.S), occupancy, factors, N, Dp)
    Df = drive(p, p.kM * np.log(serotonin.M), occupancy, factors, N, Dp)
    a4 = 1 + p.kP4 * ag4 if ag4.any() else None
    b = clock.relax(p.beta_B * D, p.tau_B, a4)
    q = factors.secretion[:, None] * b
    states = plasticity_states(p, clock, q, p.rPFC * q + p.c_PFC * (N + Dp), a4)
    R = sum(getattr(p, f"w_{name}") * states[name] for name in RESILIENCE)
    f = clock.relax(Df, p.tau_f)
    return Course(serotonin.S, serotonin.F, serotonin.A, b, q, f, states, np.asarray(R))


def tone(p: Parameters, clock: Clock, occupancy: Occupancy, factors: Factors) -> Serotonin:
    """Serotonin tone under 5-HT1A feedback and the terminal 5-HT1B brake (model.md 3.3)."""
    ag1A, ag4 = occupancy.agonist["5-HT1A"], occupancy.agonist["5-HT4"]
    uptake = p.phi_S * factors.sert_capacity[:, None]
    M = (uptake + 1 - p.phi_S) / (uptake * (1 - occupancy.bound["SERT"]) + 1 - p.phi_S)
    u = (M - 1) + ag1A + p.c4 * ag4
    h = u / (u + p.M50)
    A = 1 - desensitization(p, clock, h, ag4, factors)
    a = p.alpha0 * factors.feedback_gain[:, None] * A
    F = firing(a, M) * (1 + p.f4 * ag4) * (1 + p.fa2 * occupancy.antagonist["alpha2A"])
    F = F / (1 + p.k1A * a * ag1A)
    S = F * M * np.exp(clock.relax(p.rho * h, p.tau_1B))
    return Serotonin(M, F, A, S)


def firing(a: Floats, M: Floats) -> Floats:
    """Positive root of F (1 + a (F M - 1)) = 1; 1 where M is 1, finite for a -> 0."""
    return 2 / ((1 - a) + np.sqrt((1 - a) ** 2 + 4 * a * M))


def desensitization(
    p: Parameters, clock: Clock, h: Floats, ag4: Floats, factors: Factors
) -> Floats:
    """1 - A: one relaxation for each time constant that occurs among the subjects."""
    lost = np.empty_like(h)
    for factor in np.unique(factors.desensitization_time):
        own = factors.desensitization_time == factor
        rate = 1 + p.kappa4 * ag4[own] if ag4.any() else None
        lost[own] = clock.relax(p.delta * h[own], p.tau_A * factor, rate)
    return lost


def catecholamines(p: Parameters, occupancy: Occupancy) -> tuple[Floats, Floats]:
    """Log norepinephrine N and log prefrontal dopamine Dp (model.md 3.4)."""
    net, dat = 1 - occupancy.bound["NET"], 1 - occupancy.bound["DAT"]
    N = -p.nfb * np.log(p.phi_N * net + 1 - p.phi_N)
    N = N + np.log(1 + p.ea2 * occupancy.antagonist["alpha2A"])
    Dp = -p.nfb * np.log(p.phi_D * ((1 - p.s_D) * net + p.s_D * dat) + 1 - p.phi_D)
    return N, Dp + np.log(1 + p.eD2 * occupancy.agonist["D2"])


def drive(
    p: Parameters, L: Floats, occupancy: Occupancy, factors: Factors, N: Floats, Dp: Floats
) -> Floats:
    """Drive on plasticity from a log serotonin signal L (model.md 3.5)."""
    agonist, antagonist = occupancy.agonist, occupancy.antagonist
    branch_1A = p.w1 * (L + np.log(1 + p.e1A * agonist["5-HT1A"]))
    branch_4 = p.w4 * factors.branch_5ht4[:, None] * (L + np.log(1 + p.e4 * agonist["5-HT4"]))
    block_2 = p.w2 * (antagonist["5-HT2A"] + p.w2C * antagonist["5-HT2C"])
    block_3_7 = p.w3 * antagonist["5-HT3"] + p.w7 * antagonist["5-HT7"]
    return branch_1A + branch_4 + p.wN * N + p.wD * Dp + block_2 + block_3_7


def plasticity_states(
    p: Parameters, clock: Clock, q_hpc: Floats, q_pfc: Floats, a4: Floats | None
) -> dict[str, Floats]:
    """Neurogenesis (a three-stage delay), dendrites, spines and synapses (model.md 3.6)."""
    n3 = p.Gn * q_hpc
    for _ in range(3):
        n3 = clock.relax(n3, p.tau_n / 3, a4)
    states = {"n3": n3}
    for region, q in (("H", q_hpc), ("P", q_pfc)):
        for state, gain, tau in (("d", p.Gd, p.tau_d), ("s", p.Gs, p.tau_s), ("p", p.Gp, p.tau_p)):
            states[state + region] = clock.relax(gain * q, tau, a4)
    return states
