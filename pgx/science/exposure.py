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
NG_PER_UG = 1000
LIGANDS = 2  # parent and active metabolite
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Regimens:
    """A drug and a dose for each subject; both have the shape (subjects,).

    `drug` indexes the release's drugs in their order; `dose` is in mg a day.
    """

    drug: NDArray[np.intp]
    dose: Floats


def exposure_rows(
    knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass
) -> list[ExposureRatio]:
    """The rows of this gene's phenotype, at most one an analyte, the more specific ones first."""
    rows = [
        row
        for row in knowledge.exposure_ratios
        if (row.drug, row.gene, row.phenotype) == (drug, gene, enzyme.phenotype)
    ]
    exact = [row for row in rows if row.functions == enzyme.functions]
    return exact or [row for row in rows if not row.functions]


def level_ratios(
    knowledge: Knowledge, drugs: Column[str], enzymes: Mapping[str, Column[FunctionalClass]]
) -> Floats:
    """Levels of parent and metabolite over those of a normal metabolizer.

    Shape (subjects, ligands). A row of the parent or of the metabolite multiplies its own, a
    row of their sum both. Ratios of several genes multiply: an approximation for parallel
    pathways. A phenotype without a row counts as 1; `has_no_data` says which.
    """
    ratios = np.ones((len(drugs), LIGANDS))
    for index, drug in enumerate(drugs.distinct):
        own = drugs.index == index
        names = [ligand.ligand for ligand in knowledge.drugs[drug].ligands]
        for gene in enzymes_of(knowledge, drug):
            for place, name in enumerate(names):
                find = partial(_ligand_ratio, knowledge, drug, gene, (name, place == 0))
                ratios[own, place] *= enzymes[gene].numbers(find)[own]
    return ratios


def _ligand_ratio(
    knowledge: Knowledge, drug: str, gene: str, ligand: tuple[str, bool], enzyme: FunctionalClass
) -> float:
    """The factor of one gene on one ligand, given by name and whether it is the parent."""
    name, is_parent = ligand
    analytes = {"sum", "parent" if is_parent else name}
    rows = exposure_rows(knowledge, drug, gene, enzyme)
    return float(np.prod([row.ratio.value for row in rows if row.analyte in analytes]))


def enzymes_of(knowledge: Knowledge, drug: str) -> tuple[str, ...]:
    """The genes on which a drug's level depends, in the order of the release."""
    depends = {row.gene for row in knowledge.exposure_ratios if row.drug == drug}
    return tuple(gene for gene in knowledge.enzymes if gene in depends)


def has_no_data(knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass) -> bool:
    """Whether a phenotype other than normal has no exposure row for this drug and gene."""
    if enzyme.phenotype in ("", NORMAL):
        return False
    return not exposure_rows(knowledge, drug, gene, enzyme)


@dataclass(frozen=True)
class Kinetics:
    """The drugs' kinetic values as arrays over the release's drugs.

    Levels and half-lives have the shape (drugs, ligands), parent first; a drug without an
    active metabolite has a level of 0 there. The others have the shape (drugs,).
    """

    unbound_nm_per_mg: Floats  # steady unbound plasma level, nM for each mg a day
    total_ng_per_mg: Floats  # steady total plasma level, ng/mL for each mg a day
    half_life_d: Floats
    brain_entry: Floats
    net_entry: Floats  # in place of brain_entry at NET, where the drug has its own
    pgp: Floats


def kinetics(drugs: tuple[Drug, ...]) -> Kinetics:
    """Collect the kinetic values of the drugs. Dose is linear here."""

    def column(quantity: str, missing: float) -> Floats:
        return np.array([_value(drug, quantity, missing) for drug in drugs])

    def ligands(parent: str, metabolite: str, missing: float) -> Floats:
        return np.stack([column(parent, missing), column(metabolite, missing)], axis=1)

    dose = column("reference_dose", 1.0)[:, None]
    total = ligands("steady_state_level", "metabolite_level", 0.0) / dose
    weight = ligands("molecular_weight", "metabolite_molecular_weight", 1.0)
    unbound = ligands("unbound_fraction", "metabolite_unbound_fraction", 0.0)
    entry = column("brain_entry", 0.0)
    net = column("net_entry", np.nan)
    return Kinetics(
        total / weight * NG_PER_UG * unbound,
        total,
        ligands("half_life", "metabolite_half_life", HOURS_PER_DAY) / HOURS_PER_DAY,
        entry,
        np.where(np.isnan(net), entry, net),
        np.array([float(drug.pgp_substrate) for drug in drugs]),
    )


def _value(drug: Drug, quantity: str, missing: float) -> float:
    return drug.value(quantity) if quantity in drug.values else missing


def total_level(kinetics: Kinetics, regimens: Regimens, ratios: Floats) -> Floats:
    """Steady total plasma levels in ng/mL; shape (subjects, ligands)."""
    level: Floats = kinetics.total_ng_per_mg[regimens.drug] * regimens.dose[:, None] * ratios
    return level


def effective_level(
    kinetics: Kinetics, regimens: Regimens, ratios: Floats, entry: Floats, days: Floats
) -> Floats:
    """Effective brain levels in nM at each day; shape (subjects, ligands, days).

    `entry` is the genotype's factor on brain entry for a P-glycoprotein substrate. The
    parent's half-life grows with its ratio, because the same clearance stands behind both;
    a metabolite's does not, because its ratio mixes formation and clearance.
    """
    drug = regimens.drug
    into_brain = kinetics.brain_entry[drug] * entry ** kinetics.pgp[drug]
    steady = kinetics.unbound_nm_per_mg[drug] * regimens.dose[:, None] * ratios
    half_life = kinetics.half_life_d[drug].copy()
    half_life[:, 0] *= ratios[:, 0]
    rise = -np.expm1(-np.log(2) * days / half_life[:, :, None])
    level: Floats = (steady * into_brain[:, None])[:, :, None] * rise
    return level
