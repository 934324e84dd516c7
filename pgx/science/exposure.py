"""Regimen and phenotypes -> levels of parent and metabolite over time (model.md 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from pgx.science.columns import Column
from pgx.science.formulas import Chapter
from pgx.science.knowledge import ExposureRatio, Knowledge
from pgx.science.phenotypes import FunctionalClass

NORMAL = "Normal Metabolizer"
HOURS_PER_DAY = 24
NG_PER_UG = 1000
LIGANDS = 2  # parent and active metabolite
Floats = NDArray[np.float64]
ZERO = np.zeros((1, 1))  # what is 0 for every subject is one number, not an array of them


@dataclass(frozen=True)
class Regimens:
    """A drug and a dose for each subject; both have the shape (subjects,).

    `drug` indexes the release's drugs in their order; `dose` is in mg a day.
    """

    drug: NDArray[np.intp]
    dose: Floats


@dataclass(frozen=True)
class RatioRows:
    """The exposure rows of one drug, gene and phenotype, and what they amount to."""

    rows: tuple[ExposureRatio, ...]
    analytes: tuple[str, str]  # the parent's and the metabolite's name in the rows

    def acts_on(self, row: ExposureRatio, ligand: int) -> bool:
        """Whether a row multiplies the level of the parent (0) or of the metabolite (1)."""
        return row.analyte in ("sum", self.analytes[ligand])

    @cached_property
    def factors(self) -> tuple[float, float]:
        """What the level of parent and of metabolite is multiplied by."""
        own = [[row.ratio.value for row in self.rows if self.acts_on(row, i)] for i in (0, 1)]
        return prod(own[0]), prod(own[1])


@lru_cache(maxsize=4096)
def ratio_rows(
    knowledge: Knowledge, drug: str, gene: str, phenotype: str, functions: tuple[str, ...]
) -> RatioRows:
    """The rows of this gene's phenotype, at most one an analyte, the more specific ones first."""
    rows = [
        row
        for row in knowledge.exposure_ratios
        if (row.drug, row.gene, row.phenotype) == (drug, gene, phenotype)
    ]
    exact = [row for row in rows if row.functions == functions]
    found = exact or [row for row in rows if not row.functions]
    ligands = knowledge.drugs[drug].ligands
    return RatioRows(tuple(found), ("parent", ligands[1].ligand if len(ligands) > 1 else ""))


def exposure_rows(knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass) -> RatioRows:
    """The rows of this gene's class for this drug."""
    return ratio_rows(knowledge, drug, gene, enzyme.phenotype, enzyme.functions)


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
        for gene in enzymes_of(knowledge, drug):
            column = enzymes[gene]
            factors = [
                exposure_rows(knowledge, drug, gene, each).factors for each in column.distinct
            ]
            ratios[own] *= np.array(factors)[column.index[own]]
    return ratios


@dataclass(frozen=True)
class Spread:
    """How well the ratios are known: one component a row of the release that may apply.

    Each array has the shape (subjects, components): the sd of the ln of the row's ratio, and
    whether it acts on the parent and on the metabolite. A ratio of 1 has none.
    """

    sd: Floats
    on_parent: Floats
    on_metabolite: Floats


def ratio_spread(
    knowledge: Knowledge, drugs: Column[str], enzymes: Mapping[str, Column[FunctionalClass]]
) -> Spread:
    """The spread of the exposure ratios of each subject."""
    genes, kinds = knowledge.enzymes, ("sum", "parent", "metabolite")
    found = np.zeros((3, len(drugs), len(genes) * len(kinds)))
    for index, drug in enumerate(drugs.distinct):
        own = drugs.index == index
        for gene in enzymes_of(knowledge, drug):
            column, first = enzymes[gene], genes.index(gene) * len(kinds)
            spreads = [_spread(exposure_rows(knowledge, drug, gene, x)) for x in column.distinct]
            place = np.ix_([0, 1, 2], own, range(first, first + len(kinds)))
            found[place] = np.array(spreads)[column.index[own]].transpose(1, 0, 2)
    return Spread(*found)


def _spread(rows: RatioRows) -> Floats:
    """sd, on parent, on metabolite of each kind of analyte; shape (3, kinds)."""
    found = np.zeros((3, 3))
    for row in rows.rows:
        if row.ratio.value != 1:
            kind = 0 if row.analyte == "sum" else 1 if row.analyte == "parent" else 2
            found[:, kind] = row.ratio.sd or 0.0, rows.acts_on(row, 0), rows.acts_on(row, 1)
    return found


@lru_cache(maxsize=1024)
def enzymes_of(knowledge: Knowledge, drug: str) -> tuple[str, ...]:
    """The genes on which a drug's level depends, in the order of the release."""
    depends = {row.gene for row in knowledge.exposure_ratios if row.drug == drug}
    return tuple(gene for gene in knowledge.enzymes if gene in depends)


def has_no_data(knowledge: Knowledge, drug: str, gene: str, enzyme: FunctionalClass) -> bool:
    """Whether a phenotype other than normal has no exposure row for this drug and gene."""
    if enzyme.phenotype in ("", NORMAL):
        return False
    return not exposure_rows(knowledge, drug, gene, enzyme).rows


# --- Equations (model.md 3.1). `p` is the parent, `m` the active metabolite. ---

formula = Chapter()


@formula("ng/mL")
def Ct_p(Css_p: Floats, dose: Floats, dose_ref: Floats, r_p: Floats) -> Floats:
    """Mean level of the parent: usual level × dose ÷ reference dose × ratio of the genotype."""
    return Css_p * (dose / dose_ref) * r_p


@formula("ng/mL")
def Ct_m(Css_m: Floats, dose: Floats, dose_ref: Floats, r_m: Floats) -> Floats:
    """Mean level of the metabolite: usual level × dose ÷ reference dose × its own ratio."""
    return Css_m * (dose / dose_ref) * r_m


@formula("ng/mL")
def Ct_sum(Ct_p: Floats, Ct_m: Floats) -> Floats:
    """Mean level: parent and active metabolite together."""
    return Ct_p + Ct_m


@formula("nM")
def U_p(Ct_p: Floats, MW_p: Floats, fu_p: Floats) -> Floats:
    """Unbound plasma level of the parent: level ÷ molecular weight × unbound fraction."""
    return Ct_p / MW_p * NG_PER_UG * fu_p


@formula("nM")
def U_m(Ct_m: Floats, MW_m: Floats, fu_m: Floats) -> Floats:
    """Unbound plasma level of the metabolite: level ÷ molecular weight × unbound fraction."""
    return Ct_m / MW_m * NG_PER_UG * fu_m


@formula("ratio")
def entry(Kp: Floats, beta_ABCB1: Floats, l_ABCB1: Floats, nABC: Floats, pgp: Floats) -> Floats:
    """Brain entry: the drug's own × exp(effect per allele × alleles) for a P-gp substrate."""
    return Kp * np.exp(beta_ABCB1 * l_ABCB1 * nABC * pgp)


@formula("nM")
def B_p(U_p: Floats, entry: Floats) -> Floats:
    """Effective brain level of the parent: unbound plasma level × brain entry."""
    return U_p * entry


@formula("nM")
def B_m(U_m: Floats, entry: Floats) -> Floats:
    """Effective brain level of the metabolite: unbound plasma level × brain entry."""
    return U_m * entry


@formula("d")
def half_p(thalf_p: Floats, r_p: Floats) -> Floats:
    """Half-life of the parent: grows with the ratio; the same clearance is behind both."""
    return thalf_p / HOURS_PER_DAY * r_p


@formula("d")
def half_m(thalf_m: Floats) -> Floats:
    """Half-life of the metabolite: its ratio mixes formation and clearance, so it stays."""
    return thalf_m / HOURS_PER_DAY


@formula("d")
def to_steady(half_p: Floats, half_m: Floats, Css_m: Floats, steady_half_lives: float) -> Floats:
    """Time to steady state: the longer half-life × half-lives until the level stands."""
    return steady_half_lives * np.where(Css_m > 0, np.maximum(half_p, half_m), half_p)


@formula("nM")
def C_p(B_p: Floats, half_p: Floats, daily: Floats, days: Floats) -> Floats:
    """Brain level of the parent over time: effective level × wash-in by its half-life."""
    return wash_in(B_p * daily, half_p, days)


@formula("nM")
def C_m(B_m: Floats, half_m: Floats, daily: Floats, days: Floats) -> Floats:
    """Brain level of the metabolite over time: effective level × wash-in by its half-life."""
    return wash_in(B_m * daily, half_m, days)


def wash_in(steady: Floats, half_life: Floats, days: Floats) -> Floats:
    """steady × (1 − 2^(−t ÷ half-life)); a level of 0 throughout stays one number."""
    if not steady.any():
        return ZERO
    return np.asarray(steady * (1 - np.exp(-np.log(2) / half_life * days)))
