"""Agents given as single doses: jumps that fade (model.md 3.6, rapid agents).

A dose lifts the rapid state K, and the spines and synapses of both regions; in between
everything is linear. So a state at any day is a sum over the doses given so far: height
of the jump × what one unit of it has become. For a drug taken daily all of this is 0.
`schedule` has the days of the doses, shape (subjects, doses); heights have the same shape.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from pgx.science.clock import AT_REST, Clock
from pgx.science.exposure import ZERO, Floats
from pgx.science.formulas import Chapter
from pgx.science.plasticity import GROWTH, REGIONS, three_stages

NEVER = 1e9  # a day after every course: stands where a schedule has no further dose
Kernel = Callable[[Floats], Floats]

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

    def rise(before: Callable[[Floats, Kernel], Floats], earlier: Floats) -> Floats:
        K = before(earlier, decay(tauK))
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
    height = share * sK * m * push
    response = kernel(clock, clock.relax(gain * fading(clock, tauK), tau))

    def rise(before: Callable[[Floats, Kernel], Floats], earlier: Floats) -> Floats:
        x = before(q_jumps[:, : earlier.shape[1]], response) + before(earlier, decay(tau))
        return height * np.maximum(0, 1 - x / smax)

    return jumps(push, schedule, rise)


def jumps(
    push: Floats,
    schedule: Floats,
    rise: Callable[[Callable[[Floats, Kernel], Floats], Floats], Floats],
) -> Floats:
    """The height of each dose's jump, from the state just before it.

    `rise(before, earlier)` gives a jump from the earlier ones; `before(heights, kernel)`
    is what these amount to just before the dose.
    """
    if not push.any():
        return ZERO
    subjects = np.broadcast_shapes(push.shape, schedule[:, :1].shape)[0]
    heights = np.zeros((subjects, 0))
    for dose in range(schedule.shape[1]):
        since = schedule[:, dose, None, None] - schedule[:, :dose, None]
        risen = rise(partial(sum_of_doses, since), heights)
        heights = np.concatenate([heights, np.broadcast_to(risen, (subjects, 1))], axis=1)
    return heights


def sum_of_doses(since: Floats, heights: Floats, kernel: Kernel) -> Floats:
    """Sum over doses of height × kernel(days since it); a dose to come counts as 0.

    `since` has the shape (subjects, doses, days); the sum has (subjects, days).
    """
    if not heights.any():
        return ZERO
    left = np.where(since >= 0, kernel(np.maximum(since, 0)), 0.0)
    return np.asarray((heights[:, :, None] * left).sum(axis=1))


def fading(clock: Clock, tau: float) -> Floats:
    """What is left of one unit, over the course; shape (1, points)."""
    return np.exp(-clock.days / tau)[None]


def decay(tau: float) -> Kernel:
    """What is left of one unit after so many days."""
    return lambda since: np.exp(-since / tau)


def kernel(clock: Clock, response: Floats) -> Kernel:
    """A response over the course, shape (1, points), as a function of the days since."""

    def read(since: Floats) -> Floats:
        # The days of other rows must not show, not even in the last bit: never one day alone,
        # and days as the rows of a product, whose shape is one.
        asked = np.append(np.minimum(since, clock.horizon), [0.0, clock.horizon])
        days, place = np.unique(asked, return_inverse=True)
        return np.asarray(clock.read_days(response, days)[place[:-2]].reshape(since.shape))

    return read


# --- As the answer shows them: the course of a daily drug, or the sum of the doses ---


def _since(schedule: Floats, at_days: Floats) -> Floats:
    return at_days[:, None, :] - schedule[:, :, None]


@formula("-")
def K_at(K_jumps: Floats, schedule: Floats, at_days: Floats, tauK: float) -> Floats:
    """Rapid state by day: sum of the jumps, fading."""
    fading_sum = sum_of_doses(_since(schedule, at_days), K_jumps, decay(tauK))
    return np.asarray(fading_sum + 0.0 * at_days)  # a number a day also where all are 0


@formula("ln")
def q_at(
    clock: Clock, q: Floats, at_days: Floats, q_jumps: Floats, schedule: Floats, tauK: float
) -> Floats:
    """BDNF that acts, by day: read from the course, and the rapid share."""
    rapid = sum_of_doses(_since(schedule, at_days), q_jumps, decay(tauK))
    return clock.read(q, at_days[0]) + rapid


@formula("ln")
def n3_at(
    clock: Clock, n3: Floats, at_days: Floats, q_jumps: Floats, schedule: Floats, tauK: float,
    Gn: float, tau_n: float,
) -> Floats:  # fmt: skip
    """Hippocampal neurogenesis by day: read from the course, and what the doses add."""
    course = clock.read(n3, at_days[0])
    if not q_jumps.any():
        return course
    response = kernel(clock, three_stages(clock, Gn * fading(clock, tauK), tau_n, AT_REST))
    return course + sum_of_doses(_since(schedule, at_days), q_jumps, response)


def _state_at(
    clock: Clock, x: Floats, at_days: Floats, q_jumps: Floats, schedule: Floats, tauK: float,
    gain: float, tau: float, own_jumps: Floats = ZERO,
) -> Floats:  # fmt: skip
    course = clock.read(x, at_days[0])
    if not q_jumps.any():
        return course
    since = _since(schedule, at_days)
    response = kernel(clock, clock.relax(gain * fading(clock, tauK), tau))
    added = sum_of_doses(since, q_jumps, response) + sum_of_doses(since, own_jumps, decay(tau))
    return course + added


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
            f"{_state}{_region}_at", _state_at,
            ("clock", f"{_state}{_region}", "at_days", "q_jumps", "schedule", "tauK",
             *_own, *_jumps), "ln",
            f"{_where.capitalize()} {_what} by day: read from the course, and what the doses add.",
        )  # fmt: skip
