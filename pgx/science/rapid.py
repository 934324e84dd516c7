"""Agents given as single doses: jumps that fade (model.md 3.6, rapid agents).

A dose lifts the rapid state K, and the spines and synapses of both regions; in between
everything is linear. So a state at any day is a sum over the doses given so far: height
of the jump × what one unit of it has become. For a drug taken daily all of this is 0.
Subjects computed together have one drug here, so `schedule`, the days of its doses, has the
shape (1, doses); heights of jumps have (subjects, doses).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from pgx.science.clock import Clock
from pgx.science.exposure import ZERO, Floats
from pgx.science.formulas import Chapter

GROWTH = {"d": "dendrites", "s": "spines", "p": "synapses"}
REGIONS = {"H": "hippocampal", "P": "prefrontal"}
STAGES = 3  # of neurogenesis: a gamma chain
NEVER = 1e9  # a day after every course: stands where a schedule has no further dose
Before = Callable[[Floats, Floats], Floats]

formula = Chapter()


@formula("fraction")
def th_rapid(daily: Floats, is_nmda: Floats, th_NMDA: Floats, th_2A: Floats) -> Floats:
    """Peak occupancy by a single dose: of NMDA, or of 5-HT2A."""
    return np.asarray((1 - daily) * np.where(is_nmda, th_NMDA, th_2A))


formula.add(
    "push", lambda is_nmda, U_ket, U_psi, peak: np.where(is_nmda, U_ket, U_psi) * peak,
    ("is_nmda", "U_ket", "U_psi", "steady.th_rapid"), "-",
    "Push of one dose: jump of its kind × peak occupancy.",
)  # fmt: skip


@formula("-")
def K_jumps(push: Floats, schedule: Floats, Kmax: float, tauK: float) -> Floats:
    """Rapid state, jump at each dose: push × room left under the largest state."""
    left = decayed(_between(schedule), tauK)

    def rise(before: Before, earlier: Floats) -> Floats:
        K = before(earlier, left)
        return np.minimum(Kmax, K + push * np.maximum(0, 1 - K / Kmax)) - K

    return jumps(push, schedule, rise)


@formula("ln")
def q_jumps(m: Floats, beta_B: float, betaK: float, K_jumps: Floats) -> Floats:
    """Rapid share of the BDNF that acts: secretion × gain × share × jump."""
    return m * (beta_B * betaK) * K_jumps


def _state_jumps(
    clock: Clock, push: Floats, schedule: Floats, q_jumps: Floats, m: Floats, sK: float,
    smax: float, share: float, tauK: float, gain: float, tau: float,
) -> Floats:  # fmt: skip
    if not push.any():
        return ZERO
    height, since = share * sK * m * push, _between(schedule)
    made, left = responded(clock, tau, 1, tauK, since), decayed(since, tau)

    def rise(before: Before, earlier: Floats) -> Floats:
        x = gain * before(q_jumps, made) + before(earlier, left)
        return height * np.maximum(0, 1 - x / smax)

    return jumps(push, schedule, rise)


def jumps(push: Floats, schedule: Floats, rise: Callable[[Before, Floats], Floats]) -> Floats:
    """The height of each dose's jump; shape (subjects, doses).

    `rise(before, earlier)` gives a jump from the earlier ones; `before(heights, kernel)` is
    what heights amount to just before the dose.
    """
    if not push.any():
        return ZERO
    heights = np.zeros((len(push), schedule.shape[1]))
    for dose in range(schedule.shape[1]):

        def before(own: Floats, kernel: Floats, dose: int = dose) -> Floats:
            return sum_of_doses(own[:, :dose], kernel[:dose, dose : dose + 1])

        heights[:, dose] = np.broadcast_to(rise(before, heights), (len(push), 1))[:, 0]
    return heights


def sum_of_doses(heights: Floats, kernel: Floats) -> Floats:
    """Sum over doses of height × what one unit has become; shape (subjects, days).

    `kernel` has the shape (doses, days). Added up dose by dose: the same to the last bit for
    one subject and for many.
    """
    total = ZERO
    for dose in range(heights.shape[1]):
        total = total + heights[:, dose, None] * kernel[dose]
    return total


def _between(schedule: Floats) -> Floats:
    """Days from each dose to each other one; shape (doses, doses)."""
    days: Floats = schedule[0]
    return days[None, :] - days[:, None]


def _since(schedule: Floats, at_days: Floats) -> Floats:
    """Days from each dose to the days shown; shape (doses, days)."""
    days: Floats = schedule[0]
    return at_days - days[:, None]


def decayed(since: Floats, tau: float) -> Floats:
    """What is left of one unit after so many days; 0 of a dose to come."""
    return np.asarray(np.where(since >= 0, np.exp(-np.maximum(since, 0) / tau), 0.0))


def responded(clock: Clock, tau: float, stages: int, tauK: float, since: Floats) -> Floats:
    """What one unit that fades with `tauK` has made of a state after so many days."""
    found = _responded(clock, tau, stages, tauK, since.tobytes())
    return np.asarray(found.reshape(since.shape))


@lru_cache(maxsize=256)
def _responded(clock: Clock, tau: float, stages: int, tauK: float, since: bytes) -> Floats:
    state = np.exp(-clock.days / tauK)[None]
    for _ in range(stages):
        state = clock.relax(state, tau / stages)
    days = np.frombuffer(since)
    read = clock.read(state, np.clip(days, 0, clock.horizon))[0]
    return np.asarray(np.where(days >= 0, read, 0.0))


# --- As the answer shows them: the course of a daily drug, or the sum of the doses ---


@formula("-")
def K_at(K_jumps: Floats, schedule: Floats, at_days: Floats, tauK: float) -> Floats:
    """Rapid state by day: sum of the jumps, fading."""
    if not K_jumps.any():
        return ZERO * at_days  # a number a day, as where there are jumps
    return sum_of_doses(K_jumps, decayed(_since(schedule, at_days), tauK))


@formula("ln")
def q_at(
    clock: Clock, q: Floats, at_days: Floats, q_jumps: Floats, schedule: Floats, tauK: float
) -> Floats:
    """BDNF that acts, by day: read from the course, and the rapid share."""
    course = clock.read(q, at_days[0])
    if not q_jumps.any():
        return course
    return course + sum_of_doses(q_jumps, decayed(_since(schedule, at_days), tauK))


@formula("ln")
def n3_at(
    clock: Clock, Gn: float, q: Floats, tau_n: float, a4: Floats, at_days: Floats,
    q_jumps: Floats, schedule: Floats, tauK: float,
) -> Floats:  # fmt: skip
    """Hippocampal neurogenesis by day: towards gain × BDNF through a delay of three stages."""
    course = clock.relax_at(at_days[0], Gn * q, tau_n, a4, STAGES)
    if not q_jumps.any():
        return course
    response = responded(clock, tau_n, STAGES, tauK, _since(schedule, at_days))
    return course + Gn * sum_of_doses(q_jumps, response)


def _grown_at(
    clock: Clock, own_gain: float, q: Floats, tau: float, a4: Floats, at_days: Floats,
    q_jumps: Floats, schedule: Floats, tauK: float, gain: float, own_jumps: Floats = ZERO,
) -> Floats:  # fmt: skip
    """Dendrites, spines or synapses: the course, what BDNF's jumps made, and their own jumps."""
    course = clock.relax_at(at_days[0], own_gain * q, tau, a4)
    if not q_jumps.any():
        return course
    since = _since(schedule, at_days)
    made = gain * sum_of_doses(q_jumps, responded(clock, tau, 1, tauK, since))
    return course + made + sum_of_doses(own_jumps, decayed(since, tau))


@formula("-")
def share_H(rapid_HPC: float) -> float:
    """Share of a jump in the hippocampus: a parameter."""
    return rapid_HPC


@formula("-")
def share_P() -> float:
    """Share of a jump in the prefrontal cortex: the whole."""
    return 1.0


def _gain_P(gain: float, rPFC: float) -> float:
    return gain * rPFC


for _state, _what in GROWTH.items():
    formula.add(
        f"G{_state}_H", float, (f"G{_state}",), "-", f"Gain, hippocampal {_what}: as it is."
    )
    formula.add(
        f"G{_state}_P", _gain_P, (f"G{_state}", "rPFC"), "-",
        f"Gain, prefrontal {_what}: gain × gain of the prefrontal cortex.",
    )  # fmt: skip
    for _region, _where in REGIONS.items():
        _own = ("G" + _state + "_" + _region, "tau_" + _state)
        _jumps = () if _state == "d" else (f"{_state}{_region}_jumps",)
        if _jumps:
            formula.add(
                _jumps[0], _state_jumps,
                ("clock", "push", "schedule", "q_jumps", "m", "sK", "smax", f"share_{_region}",
                 "tauK", *_own), "ln",
                f"{_where.capitalize()} {_what}, jump at each dose: share × jump × secretion × "
                "push × room left.",
            )  # fmt: skip
        formula.add(
            f"{_state}{_region}_at", _grown_at,
            ("clock", f"G{_state}", "q" if _region == "H" else "q_P", f"tau_{_state}", "a4",
             "at_days", "q_jumps", "schedule", "tauK", _own[0], *_jumps), "ln",
            f"{_where.capitalize()} {_what} by day: towards gain × what acts on the region, and "
            "what the doses add.",
        )  # fmt: skip
