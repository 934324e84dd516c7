"""Regimen and phenotypes -> effective concentrations of a drug over time (model.md 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pgx.science.columns import Column
from pgx.science.knowledge import Drug, ExposureRatio, Knowledge
from pgx.science.phenotypes import FunctionalClass

NORMAL = "Normal Metabolizer"
HOURS_PER_DAY = 24
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Regimens:
    """A drug and a dose for each subject; both have the shape (subjects,).

    `drug` indexes the release's drugs in their order; `dose` is in mg a day.
    """

    drug: NDArray[np.intp]
    dose: Floats


def exposure_row(
    knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass
) -> ExposureRatio | None:
    """The row that gives this gene's exposure ratio, the more specific one first."""
    rows = [
        row
        for row in knowledge.exposure_ratios
        if (row.drug, row.gene, row.phenotype) == (drug, gene, enzyme.phenotype)
    ]
    exact = [row for row in rows if row.functions == enzyme.functions]
    general = [row for row in rows if not row.functions]
    return next(iter(exact or general), None)


def parent_ratio(
    knowledge: Knowledge, drugs: Column[str], enzymes: Mapping[str, Column[FunctionalClass]]
) -> Floats:
    """Level of the parent over that of a normal metabolizer; shape (subjects,).

    Ratios of several genes multiply: an approximation for parallel pathways. A phenotype
    without a row counts as 1; `missing_rows` says which.
    """
    ratio = np.ones(len(drugs))
    for gene, column in enzymes.items():
        for index, drug in enumerate(drugs.distinct):
            rows = column.map(partial(exposure_row, knowledge, drug, gene))
            factors = rows.numbers(lambda row: row.ratio.value if row else 1.0)
            ratio *= np.where(drugs.index == index, factors, 1.0)
    return ratio


def enzymes_of(knowledge: Knowledge, drug: str) -> tuple[str, ...]:
    """The genes on which a drug's level depends, in the order of the release."""
    depends = {row.gene for row in knowledge.exposure_ratios if row.drug == drug}
    return tuple(gene for gene in knowledge.enzymes if gene in depends)


def has_no_data(knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass) -> bool:
    """Whether a phenotype other than normal has no exposure row for this drug and gene."""
    if enzyme.phenotype in ("", NORMAL):
        return False
    return exposure_row(knowledge, drug, gene, enzyme) is None


@dataclass(frozen=True)
class Kinetics:
    """The drugs' kinetic values as arrays over the release's drugs, shape (drugs,)."""

    unbound_nm_per_mg: Floats  # steady unbound plasma level, nM for each mg a day
    total_ng_per_mg: Floats  # steady total plasma level, ng/mL for each mg a day
    brain_entry: Floats
    half_life_d: Floats
    pgp: Floats


def kinetics(drugs: tuple[Drug, ...]) -> Kinetics:
    """Collect the kinetic values of the drugs. Dose is linear here."""

    def column(quantity: str) -> Floats:
        return np.array([drug.value(quantity) for drug in drugs])

    total = column("steady_state_level") / column("reference_dose")
    return Kinetics(
        total / column("molecular_weight") * 1000 * column("unbound_fraction"),
        total,
        column("brain_entry"),
        column("half_life") / HOURS_PER_DAY,
        np.array([float(drug.pgp_substrate) for drug in drugs]),
    )


def total_level(kinetics: Kinetics, regimens: Regimens, ratio: Floats) -> Floats:
    """Steady total plasma level in ng/mL; shape (subjects,)."""
    level: Floats = kinetics.total_ng_per_mg[regimens.drug] * regimens.dose * ratio
    return level


def effective_level(
    kinetics: Kinetics, regimens: Regimens, ratio: Floats, entry: Floats, days: Floats
) -> Floats:
    """Effective brain level in nM at each day; shape (subjects, days).

    `entry` is the genotype's factor on brain entry for a P-glycoprotein substrate. The
    half-life grows with the ratio: the same clearance stands behind both.
    """
    drug = regimens.drug
    steady = kinetics.unbound_nm_per_mg[drug] * regimens.dose * ratio
    steady = steady * kinetics.brain_entry[drug] * entry ** kinetics.pgp[drug]
    half_life = kinetics.half_life_d[drug] * ratio
    level: Floats = steady[:, None] * -np.expm1(-np.log(2) * days / half_life[:, None])
    return level
