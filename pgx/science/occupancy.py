"""Concentrations and binding table -> occupied fraction of each target (model.md 3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.science.exposure import LIGANDS, Floats, Kinetics
from pgx.science.knowledge import Binding, Drug, Parameters

# What the chain reads: everything bound, agonists, antagonists.
TRANSPORTERS = ("SERT", "NET", "DAT")
AGONIST_TARGETS = ("5-HT1A", "5-HT4", "D2")
ANTAGONIST_TARGETS = ("alpha2A", "5-HT2A", "5-HT2C", "5-HT3", "5-HT7")


@dataclass(frozen=True)
class Affinities:
    """Inverse binding constants in 1/nM over the release's drugs, by target.

    `bound` counts every row, `agonist` agonists weighted by their efficacy, `antagonist`
    antagonists; each array has the shape (drugs, ligands). `net_over_brain`, shape
    (drugs,), is what NET sees of the level that the other targets see.
    """

    bound: Mapping[str, Floats]
    agonist: Mapping[str, Floats]
    antagonist: Mapping[str, Floats]
    net_over_brain: Floats


@dataclass(frozen=True)
class Occupancy:
    """Occupied fractions by target, each of the shape (subjects, days)."""

    bound: Mapping[str, Floats]
    agonist: Mapping[str, Floats]
    antagonist: Mapping[str, Floats]


def affinities(drugs: tuple[Drug, ...], kinetics: Kinetics, p: Parameters) -> Affinities:
    """Collect the binding rows of the drugs. Kd, Ki and IC50 are used alike."""
    efficacy = {"agonist": 1.0, "partial agonist": p.eps}

    def table(targets: tuple[str, ...], weight: Callable[[Binding], float]) -> dict[str, Floats]:
        return {
            target: np.array([_inverse_constants(drug, target, weight, p) for drug in drugs])
            for target in targets
        }

    every = TRANSPORTERS + AGONIST_TARGETS + ANTAGONIST_TARGETS
    entry = kinetics.brain_entry
    return Affinities(
        table(every, lambda row: 1.0),
        table(AGONIST_TARGETS, lambda row: efficacy.get(row.action, 0.0)),
        table(ANTAGONIST_TARGETS, lambda row: float(row.action == "antagonist")),
        np.divide(kinetics.net_entry, entry, out=np.ones_like(entry), where=entry > 0),
    )


def binds(row: Binding, p: Parameters) -> bool:
    """Whether a row is binding at all: an action, and a constant below the cut."""
    return row.action != "none" and row.constant.value < p.no_binding_nM


def acts(row: Binding, p: Parameters) -> bool:
    """Whether a row does more than compete: agonists and antagonists do."""
    return row.action in ("agonist", "partial agonist", "antagonist") and binds(row, p)


def _inverse_constants(
    drug: Drug, target: str, weight: Callable[[Binding], float], p: Parameters
) -> list[float]:
    """One sum a ligand; 0 for the metabolite that a drug does not have."""
    sums = [0.0] * LIGANDS
    for place, ligand in enumerate(drug.ligands):
        rows = [row for row in ligand.binding if row.target == target and binds(row, p)]
        sums[place] = sum(weight(row) / row.constant.value for row in rows)
    return sums


def occupy(
    affinities: Affinities, p: Parameters, drug: NDArray[np.intp], level: Floats
) -> Occupancy:
    """Competitive occupancy at effective levels in nM, shape (subjects, ligands, days).

    The occupancies have the shape (subjects, days).
    """

    def strength(table: Mapping[str, Floats], target: str) -> Floats:
        """Sum over the ligands of level over constant."""
        inverse = table[target][drug]
        return np.asarray(sum(inverse[:, i, None] * level[:, i] for i in range(LIGANDS)))

    def fraction(table: Mapping[str, Floats], target: str) -> Floats:
        seen = affinities.net_over_brain[drug, None] if target == "NET" else 1.0
        bound = strength(affinities.bound, target) * seen
        return np.asarray(strength(table, target) * seen / (1 + bound))

    bound = {target: fraction(affinities.bound, target) for target in TRANSPORTERS}
    bound["SERT"] = p.Emax_SERT * bound["SERT"]
    return Occupancy(
        bound,
        {target: fraction(affinities.agonist, target) for target in AGONIST_TARGETS},
        {target: fraction(affinities.antagonist, target) for target in ANTAGONIST_TARGETS},
    )
