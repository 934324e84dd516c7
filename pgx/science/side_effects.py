"""Occupancies and genotypes -> side-effect liability (model.md 3.9).

At steady state. Transporters count by their occupancy in the brain, every other target by
the unbound plasma level and its antagonists. Arrays have the shape (subjects, domains).
The index runs from 0 to 100 without a unit in pictures, 0 to 1 here: it is no share of
people.
"""

from __future__ import annotations

import numpy as np

from pgx.science.exposure import Floats
from pgx.science.formulas import Chapter
from pgx.science.occupancy import SYMBOLS

DOMAINS = (
    *("anticholinergic", "sedation", "orthostatic", "weight gain", "nausea", "sexual"),
    "activation",
)
NOT_IN_IT = ("QT", "sodium", "bleeding", "seizures", "mania", "suicidality", "overdose")
BY_GENOTYPE = ("nausea", "sexual", "sedation")  # shifted by S-prime and by rs6311
# Where each target's occupied fraction is read.
OCCUPIED = {
    **{target: f"steady.th_{SYMBOLS[target]}" for target in ("SERT", "NET", "DAT")},
    **{
        target: f"plasma.an_{SYMBOLS[target]}"
        for target in ("M1", "H1", "alpha1", "5-HT2A", "5-HT2C", "D2")
    },
}

formula = Chapter()


def _stack(*fractions: Floats) -> Floats:
    return np.stack(np.broadcast_arrays(*fractions), axis=-1)[:, 0]


def _avoided(weights: Floats, occupied: Floats) -> Floats:
    """The weighted fractions that stay free, multiplied over the targets."""
    return np.asarray((1 - weights * occupied[:, None, :]).prod(axis=2))


def _only(domain: str) -> Floats:
    """1 for a domain, 0 for the others."""
    return np.array([[float(each == domain) for each in DOMAINS]])


formula.add(
    "occupied", _stack, tuple(OCCUPIED.values()), "fraction",
    "Occupied fractions that count for side effects: transporters in the brain, the others in "
    "plasma.",
)  # fmt: skip


def _relief(
    an_3: Floats, ag_1A: Floats, an_2A: Floats,
    nausea_5HT3: float, sexual_1A: float, sexual_2A: float,
) -> Floats:  # fmt: skip
    nausea = nausea_5HT3 * an_3
    sexual = 1 - (1 - sexual_1A * ag_1A) * (1 - sexual_2A * an_2A)
    return np.asarray(1 - (_only("nausea") * nausea + _only("sexual") * sexual))


formula.add(
    "relief", _relief,
    ("plasma.an_3", "plasma.ag_1A", "plasma.an_2A", "nausea_5HT3", "sexual_1A", "sexual_2A"),
    "factor", "What other targets take away: 5-HT3 block of nausea; 5-HT1A and 5-HT2A of sexual.",
)  # fmt: skip


@formula("fraction")
def z(side_weights: Floats, occupied: Floats, relief: Floats) -> Floats:
    """Liability by domain: 1 − product of (1 − weight × occupied), less what is taken away."""
    return (1 - _avoided(side_weights, occupied)) * relief


@formula("log-odds")
def shift(
    delta_SERT: float, nS: Floats, nS_ref: float, delta_HTR2A: float, n2A: Floats,
    delta_HTR3B: float, n3B: Floats,
) -> Floats:  # fmt: skip
    """Shift by genotype: S-prime beside the reference, rs6311 G/G, and HTR3B for nausea."""
    shared = delta_SERT * (nS - nS_ref) + delta_HTR2A * n2A
    domains = sum((_only(each) for each in BY_GENOTYPE), np.zeros((1, len(DOMAINS))))
    return domains * shared + _only("nausea") * (delta_HTR3B * n3B)


def _shifted(p_floor: float, p_gain: float, z: Floats, shift: Floats) -> Floats:
    p = p_floor + p_gain * z
    odds = p / (1 - p) * np.exp(shift)
    return np.asarray(odds / (1 + odds))


@formula("fraction")
def p_side(p_floor: float, p_gain: float, z: Floats, shift: Floats) -> Floats:
    """Side effects by domain: floor + gain × liability, shifted on the log-odds."""
    return _shifted(p_floor, p_gain, z, shift)


@formula("fraction")
def p_without(p_floor: float, p_gain: float, shift: Floats) -> Floats:
    """Side effects without the drug: floor, shifted on the log-odds."""
    return _shifted(p_floor, p_gain, np.zeros((1, len(DOMAINS))), shift)


@formula("index")
def side_index(
    p_share: float, p_side: Floats, p_without: Floats, daily: Floats, is_bound: Floats
) -> Floats:
    """Side-effect index: 1 − product over domains of what stays free, with and without drug.

    NaN where it is not modelled: single doses, drugs without binding rows.
    """
    free = ((1 - p_share * p_side) / (1 - p_share * p_without)).prod(axis=1, keepdims=True)
    return np.where(daily * is_bound == 1, 1 - free, np.nan)
