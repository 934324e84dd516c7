"""Concentrations and binding table -> occupied fraction of each target (model.md 3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.science.exposure import Floats
from pgx.science.knowledge import Binding, Drug, Parameters

# What the chain reads: everything bound, agonists, antagonists.
TRANSPORTERS = ("SERT", "NET", "DAT")
AGONIST_TARGETS = ("5-HT1A", "5-HT4", "D2")
ANTAGONIST_TARGETS = ("alpha2A", "5-HT2A", "5-HT2C", "5-HT3", "5-HT7")


@dataclass(frozen=True)
class Affinities:
    """Inverse binding constants in 1/nM over the release's drugs, by target.

    `bound` counts every row, `agonist` agonists weighted by their efficacy,
    `antagonist` antagonists; each array has the shape (drugs,).
    """

    bound: Mapping[str, Floats]
    agonist: Mapping[str, Floats]
    antagonist: Mapping[str, Floats]


@dataclass(frozen=True)
class Occupancy:
    """Occupied fractions by target, each of the shape (subjects, days)."""

    bound: Mapping[str, Floats]
    agonist: Mapping[str, Floats]
    antagonist: Mapping[str, Floats]


def affinities(drugs: tuple[Drug, ...], p: Parameters) -> Affinities:
    """Collect the binding rows of the drugs. Kd, Ki and IC50 are used alike."""
    efficacy = {"agonist": 1.0, "partial agonist": p.eps}

    def table(targets: tuple[str, ...], weight: Callable[[Binding], float]) -> dict[str, Floats]:
        return {
            target: np.array([_inverse_constant(drug, target, weight, p) for drug in drugs])
            for target in targets
        }

    every = TRANSPORTERS + AGONIST_TARGETS + ANTAGONIST_TARGETS
    return Affinities(
        table(every, lambda row: 1.0),
        table(AGONIST_TARGETS, lambda row: efficacy.get(row.action, 0.0)),
        table(ANTAGONIST_TARGETS, lambda row: float(row.action == "antagonist")),
    )


def binds(row: Binding, p: Parameters) -> bool:
    """Whether a row is binding at all: an action, and a constant below the cut."""
    return row.action != "none" and row.constant.value < p.no_binding_nM


def _inverse_constant(
    drug: Drug, target: str, weight: Callable[[Binding], float], p: Parameters
) -> float:
    rows = (row for row in drug.binding if row.target == target and binds(row, p))
    return sum(weight(row) / row.constant.value for row in rows)


def occupy(
    affinities: Affinities, p: Parameters, drug: NDArray[np.intp], level: Floats
) -> Occupancy:
    """Competitive occupancy at an effective level in nM, shape (subjects, days)."""

    def fraction(table: Mapping[str, Floats], target: str) -> Floats:
        bound = affinities.bound[target][drug, None] * level
        return table[target][drug, None] * level / (1 + bound)

    bound = {target: fraction(affinities.bound, target) for target in TRANSPORTERS}
    bound["SERT"] = p.Emax_SERT * bound["SERT"]
    return Occupancy(
        bound,
        {target: fraction(affinities.agonist, target) for target in AGONIST_TARGETS},
        {target: fraction(affinities.antagonist, target) for target in ANTAGONIST_TARGETS},
    )
