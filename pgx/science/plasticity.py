"""Occupancies and genotypes -> serotonin tone, BDNF, plasticity over time.

The equations are those of model.md 3.3 to 3.6, with its symbols. Arrays have the shape
(subjects, points of the clock) or broadcast to it; logs are natural, 0 is the untreated
self. Symbols that end in `_at` are given at the days that the answer shows.
"""

from __future__ import annotations

import numpy as np

from pgx.science.clock import Clock
from pgx.science.exposure import Floats
from pgx.science.formulas import Chapter

# States of plasticity, hippocampus (H) and prefrontal cortex (P), by their weight's symbol.
STATES = ("n3", "dH", "sH", "pH", "dP", "sP", "pP")

formula = Chapter()

# --- Genotypes as factors ---


@formula("factor")
def g(bS: float, l_SLC6A4: Floats, nS: Floats) -> Floats:
    """SERT capacity: exp(effect per S-prime allele × alleles)."""
    return np.asarray(np.exp(bS * l_SLC6A4 * nS))


@formula("factor")
def gain_1A(b_alpha: float, l_HTR1A: Floats, n1A: Floats) -> Floats:
    """Gain of the 5-HT1A feedback: exp(effect per rs6295 G allele × alleles)."""
    return np.asarray(np.exp(b_alpha * l_HTR1A * n1A))


@formula("d")
def tau_1A(tau_A: float, b_tau: float, l_HTR1A: Floats, n1A: Floats) -> Floats:
    """Time of desensitization: time constant × exp(effect per rs6295 G allele × alleles)."""
    return np.asarray(tau_A * np.exp(b_tau * l_HTR1A * n1A))


@formula("factor")
def h4f(b4: float, l_HTR4: Floats, h4: Floats) -> Floats:
    """5-HT4 branch: exp(effect × rs1345697 G/G)."""
    return np.asarray(np.exp(b4 * l_HTR4 * h4))


@formula("factor")
def m(bMet1: float, bMet2: float, l_BDNF: Floats, nMet: Floats) -> Floats:
    """BDNF secretion: exp(effect of Val/Met, or of Met/Met)."""
    effect = np.where(nMet == 2, bMet2, np.where(nMet == 1, bMet1, 0.0))
    return np.asarray(np.exp(l_BDNF * effect))


# --- Serotonin (3.3) ---


@formula("fold")
def M(phi_S: float, g: Floats, th_SERT: Floats) -> Floats:
    """Slowed clearance: clearance of the untreated self ÷ clearance that is left."""
    uptake = phi_S * g
    return np.asarray((uptake + (1 - phi_S)) / (uptake * (1 - th_SERT) + (1 - phi_S)))


@formula("fraction")
def h(M: Floats, ag_1A: Floats, c4: float, ag_4: Floats, M50: float) -> Floats:
    """Drive of desensitization: excess serotonin and agonism, saturating."""
    u = (M - 1) + ag_1A + c4 * ag_4
    return u / (u + M50)


@formula("factor")
def speed_1A(kappa4: float, ag_4: Floats) -> Floats:
    """Speed of desensitization: 1 + effect × 5-HT4 agonism."""
    return 1 + kappa4 * ag_4


@formula("fraction")
def A(clock: Clock, delta: float, h: Floats, tau_1A: Floats, speed_1A: Floats) -> Floats:
    """Autoreceptors left: 1 falls towards 1 − largest loss × drive, by its time constant."""
    return 1 - clock.relax(delta * h, tau_1A, speed_1A)


@formula("-")
def a(alpha0: float, gain_1A: Floats, A: Floats) -> Floats:
    """Feedback: gain × gain of the genotype × autoreceptors left."""
    return alpha0 * gain_1A * A


@formula("fold")
def F0(a: Floats, M: Floats) -> Floats:
    """Firing under feedback: positive root of F (1 + a (F M − 1)) = 1."""
    # (1 - a) + root, written so that M = 1 gives exactly 1
    root = np.sqrt((1 + a) ** 2 + 4 * a * (M - 1))
    return np.asarray(2 / (2 + (root - (1 + a))))


@formula("fold")
def F(
    F0: Floats, f4: float, ag_4: Floats, fa2: float, an_a2: Floats,
    k1A: float, a: Floats, ag_1A: Floats,
) -> Floats:  # fmt: skip
    """Raphe firing: firing under feedback × 5-HT4 boost × alpha-2 boost ÷ 5-HT1A agonism."""
    return F0 * ((1 + f4 * ag_4) * (1 + fa2 * an_a2)) / (1 + k1A * ag_1A * a)


@formula("ln")
def T(clock: Clock, rho: float, h: Floats, tau_1B: float) -> Floats:
    """Terminal 5-HT1B brake, released: towards largest release × drive."""
    return clock.relax(rho * h, tau_1B)


@formula("ln")
def ln_M(M: Floats) -> Floats:
    """Slowed clearance, in logs: ln."""
    return np.asarray(np.log(M))


@formula("ln")
def ln_S(F: Floats, ln_M: Floats, T: Floats) -> Floats:
    """Serotonin tone, in logs: firing × slowed clearance × release of the terminal brake."""
    return np.log(F) + ln_M + T


# --- Catecholamines (3.4) ---


@formula("ln")
def N(nfb: float, phi_N: float, th_NET: Floats, ea2: float, an_a2: Floats) -> Floats:
    """Norepinephrine: slowed clearance by NET, damped by feedback, and alpha-2 block."""
    return -nfb * np.log(1 - phi_N * th_NET) + np.log(1 + ea2 * an_a2)


@formula("ln")
def Dp(
    nfb: float, phi_D: float, s_D: float, th_NET: Floats, th_DAT: Floats,
    eD2: float, ag_D2: Floats,
) -> Floats:  # fmt: skip
    """Prefrontal dopamine: slowed clearance by NET and DAT, damped, and D2 agonism."""
    blocked = (1 - s_D) * th_NET + s_D * th_DAT
    return -nfb * np.log(1 - phi_D * blocked) + np.log(1 + eD2 * ag_D2)


@formula("ln")
def catecholamines(N: Floats, Dp: Floats) -> Floats:
    """Catecholamines: norepinephrine + prefrontal dopamine."""
    return N + Dp


# --- Drives (3.5) ---


@formula("ln")
def D_other(
    w1: float, e1A: float, ag_1A: Floats, w4: float, h4f: Floats, e4: float, ag_4: Floats,
    wN: float, N: Floats, wD: float, Dp: Floats, w2: float, an_2A: Floats, w2C: float,
    an_2C: Floats, w3: float, an_3: Floats, w7: float, an_7: Floats,
) -> Floats:  # fmt: skip
    """Drive beside serotonin: agonism, catecholamines and receptor block, weighted."""
    agonism = w1 * np.log(1 + e1A * ag_1A) + w4 * h4f * np.log(1 + e4 * ag_4)
    block = w2 * (an_2A + w2C * an_2C) + w3 * an_3 + w7 * an_7
    return np.asarray(agonism + block + (wN * N + wD * Dp))


@formula("factor")
def w_serotonin(w1: float, w4: float, h4f: Floats) -> Floats:
    """Weight of serotonin in the drive: 5-HT1A weight + 5-HT4 weight × branch."""
    return w1 + w4 * h4f


@formula("ln")
def D(w_serotonin: Floats, ln_S: Floats, D_other: Floats) -> Floats:
    """Slow drive on plasticity: weight × ln of serotonin tone + the other drives."""
    return w_serotonin * ln_S + D_other


@formula("ln")
def Df(w_serotonin: Floats, kM: float, ln_M: Floats, D_other: Floats) -> Floats:
    """Fast drive: weight × share × ln of slowed clearance + the other drives."""
    return w_serotonin * kM * ln_M + D_other


# --- BDNF and plasticity (3.6) ---


@formula("factor")
def a4(kP4: float, ag_4: Floats) -> Floats:
    """Speed of plasticity: 1 + effect × 5-HT4 agonism."""
    return 1 + kP4 * ag_4


@formula("ln")
def b(clock: Clock, beta_B: float, D: Floats, tau_B: float, a4: Floats) -> Floats:
    """BDNF made: towards gain × slow drive."""
    return clock.relax(beta_B * D, tau_B, a4)


@formula("ln")
def q(m: Floats, b: Floats) -> Floats:
    """BDNF that acts: secretion × BDNF made."""
    return m * b


@formula("ln")
def q_P(rPFC: float, q: Floats, c_PFC: float, catecholamines: Floats) -> Floats:
    """What acts on the prefrontal cortex: gain × BDNF + share × catecholamines."""
    return rPFC * q + c_PFC * catecholamines


# --- As the answer shows them: at its days ---


@formula("fold")
def S_at(clock: Clock, ln_S: Floats, at_days: Floats) -> Floats:
    """Serotonin tone by day: exp of its ln, read from the course."""
    return np.asarray(np.exp(clock.read(ln_S, at_days[0])))


@formula("fold")
def F_at(clock: Clock, F: Floats, at_days: Floats) -> Floats:
    """Raphe firing by day: read from the course in logs."""
    return np.asarray(np.exp(clock.read(np.log(F), at_days[0])))


@formula("fraction")
def A_at(clock: Clock, A: Floats, at_days: Floats) -> Floats:
    """Autoreceptors left by day: 1 − what is lost, read from the course."""
    return 1 - clock.read(1 - A, at_days[0])


@formula("ln")
def b_at(clock: Clock, b: Floats, at_days: Floats) -> Floats:
    """BDNF made by day: read from the course."""
    return clock.read(b, at_days[0])


@formula("-")
def f_at(clock: Clock, Df: Floats, tau_f: float, at_days: Floats) -> Floats:
    """Fast affective bias by day: towards the fast drive."""
    return clock.relax_at(at_days[0], Df, tau_f)


def _weigh(*weights_and_states: Floats) -> Floats:
    weights, states = weights_and_states[: len(STATES)], weights_and_states[len(STATES) :]
    return np.asarray(sum(w * x for w, x in zip(weights, states, strict=True)))


formula.add(
    "R_at", _weigh, (*(f"w_{x}" for x in STATES), *(f"{x}_at" for x in STATES)), "ln",
    "Resilience by day: weighted sum of neurogenesis, dendrites, spines and synapses in "
    "hippocampus and prefrontal cortex.",
)  # fmt: skip
