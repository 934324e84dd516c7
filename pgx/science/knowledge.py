"""What a compiled release of the knowledge base looks like to the science.

Plain, immutable records; `pgx.knowledge` makes them from a release's rows. A
number never travels without its source and confidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Confidence = Literal["verified", "recalled", "calibrated", "illustrative"]
# From the strongest to the weakest; of two words the weaker stands.
CONFIDENCES: tuple[Confidence, ...] = ("verified", "recalled", "calibrated", "illustrative")


@dataclass(frozen=True)
class Number:
    """One value of the knowledge base with the row that says where it comes from."""

    row: str  # table/key
    value: float
    unit: str
    reference: str
    confidence: Confidence
    meaning: str = ""
    sd: float | None = None


@dataclass(frozen=True)
class Allele:
    """One allele of a marker: literature name, plus-strand letter, other names, function."""

    allele: str
    plus: str
    aliases: tuple[str, ...]
    function: str
    row: str


@dataclass(frozen=True)
class Marker:
    """A place in a gene that is genotyped: an rsID, a length polymorphism, a star-allele locus."""

    marker: str
    gene: str
    kind: Literal["snp", "length", "star"]
    palindromic: bool
    used_in_model: bool
    evidence_grade: str
    functional_effect: str
    aliases: tuple[str, ...]
    reference: str
    confidence: Confidence
    alleles: tuple[Allele, ...]

    @cached_property
    def by_allele(self) -> Mapping[str, Allele]:
        """Alleles by their literature name."""
        return {allele.allele: allele for allele in self.alleles}


@dataclass(frozen=True)
class Binding:
    """How strongly a ligand binds a target, and what it does there."""

    target: str
    action: str
    constant: Number  # nM


@dataclass(frozen=True)
class Drug:
    """A drug with its kinetics, its binding and its codes."""

    drug: str
    name: str
    kind: Literal["antidepressant", "probe", "rapid"]
    drug_class: str
    aliases: tuple[str, ...]
    rxcui: str
    pgp_substrate: bool
    values: Mapping[str, Number]
    binding: tuple[Binding, ...]

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
class Modifier:
    """A genotype that changes the mechanism: what is counted, and what the reference has."""

    modifier: str
    gene: str
    marker: str
    counted_allele: str
    rule: Literal["count", "homozygous"]
    reference_count: int
    lambda_symptoms: Number
    meaning: str


@dataclass(frozen=True)
class Statement:
    """What a guideline body says for one drug and the phenotypes of one or two genes."""

    row: str
    body: str
    year: int
    drug: str
    genes: tuple[str, ...]
    keys: tuple[str, ...]
    actions: tuple[str, ...]
    statement: str
    implication: str
    strength: str
    population: str
    reference: str
    confidence: Confidence


@dataclass(frozen=True)
class Reference:
    """A source."""

    reference: str
    citation: str
    doi: str
    pmid: str


@dataclass(frozen=True)
class Parameters:
    """The model's parameters: `p.phi_S` is the value, `p.number("phi_S")` the whole row."""

    numbers: Mapping[str, Number]

    def number(self, symbol: str) -> Number:
        """The row of a parameter; KeyError where there is none."""
        return self.numbers[symbol]

    def __getattr__(self, symbol: str) -> float:
        try:
            return self.numbers[symbol].value
        except KeyError:
            raise AttributeError(f"no parameter {symbol}") from None


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A compiled release. Compared by identity: it is made once a process."""

    version: str
    sha256: str
    parameters: Parameters
    genes: Mapping[str, str]  # gene -> role: exposure or mechanism
    markers: Mapping[str, Marker]
    drugs: Mapping[str, Drug]
    exposure_ratios: tuple[ExposureRatio, ...]
    modifiers: Mapping[str, Modifier]
    phenotypes: Mapping[tuple[str, frozenset[str]], str]  # gene, functions -> phenotype
    statements: tuple[Statement, ...]
    frequencies: Mapping[str, Mapping[str, Mapping[str, float]]]  # group, marker, allele
    references: Mapping[str, Reference] = field(repr=False)

    @cached_property
    def enzymes(self) -> tuple[str, ...]:
        """Genes whose phenotype changes exposure."""
        return tuple(gene for gene, role in self.genes.items() if role == "exposure")
