"""Drugs: binding, kinetics, levels by phenotype, side effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pgx.science.knowledge.numbers import Number


@dataclass(frozen=True)
class Binding:
    """How strongly a ligand binds a target, and what it does there."""

    target: str
    action: str
    constant: Number  # nM


@dataclass(frozen=True)
class Ligand:
    """The parent drug or its active metabolite: what it binds, and its analyte name."""

    ligand: str
    binding: tuple[Binding, ...]


@dataclass(frozen=True)
class Drug:
    """A drug with its kinetics, its ligands (parent first) and its codes."""

    drug: str
    name: str
    kind: Literal["antidepressant", "probe", "rapid"]
    drug_class: str
    aliases: tuple[str, ...]
    rxcui: str
    pgp_substrate: bool
    range_analyte: str  # with a "+" where the range is that of parent and metabolite together
    values: Mapping[str, Number]
    ligands: tuple[Ligand, ...]
    schedule: tuple[float, ...] = ()  # days of the doses, of an agent given as single doses
    nonlinear: bool = False  # in life; the model is linear in the dose
    row: str = ""

    @property
    def binding(self) -> tuple[Binding, ...]:
        """Every binding row, of the parent and of the metabolite."""
        return tuple(row for ligand in self.ligands for row in ligand.binding)

    def value(self, quantity: str) -> float:
        """One kinetic value, in the unit of its row; KeyError where the drug has none."""
        return self.values[quantity].value


@dataclass(frozen=True)
class ExposureRatio:
    """Mean level of a genotype group over that of normal metabolizers."""

    drug: str
    gene: str
    phenotype: str
    functions: tuple[str, ...]  # empty: any diplotype of this phenotype
    analyte: str
    ratio: Number


@dataclass(frozen=True)
class SideWeight:
    """How much of a side-effect domain a target carries."""

    domain: str
    target: str
    weight: Number
