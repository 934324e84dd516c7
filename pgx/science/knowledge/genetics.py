"""Markers, alleles, and what pairs of alleles amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pgx.science.knowledge.numbers import Confidence, Interval, Number


@dataclass(frozen=True)
class Allele:
    """One allele of a marker: literature name, plus-strand letter, other names, function."""

    allele: str
    plus: str
    aliases: tuple[str, ...]
    function: str
    row: str
    activity: float | None = None  # the smallest that the table allows; None where unknown
    at_least: bool = False  # whether the table gives the activity as a lower bound
    table_version: str = ""


@dataclass(frozen=True, eq=False)
class Marker:
    """A place in a gene that is genotyped: an rsID, a length polymorphism, a star-allele locus.

    Compared by identity: it is made once a release.
    """

    marker: str
    gene: str
    kind: Literal["snp", "length", "star"]
    palindromic: bool
    used_in_model: bool
    why_not_modelled: str
    evidence_grade: str
    functional_effect: str
    aliases: tuple[str, ...]
    reference: str
    confidence: Confidence
    alleles: tuple[Allele, ...]
    chromosome: str = ""
    row: str = ""
    grch38_position: str = ""
    position_confidence: Confidence = "recalled"

    @cached_property
    def by_allele(self) -> Mapping[str, Allele]:
        """Alleles by their literature name."""
        return {allele.allele: allele for allele in self.alleles}


@dataclass(frozen=True)
class ScoreRange:
    """Activity scores that are one phenotype."""

    scores: Interval
    phenotype: str
    row: str


@dataclass(frozen=True)
class PairPhenotype:
    """The phenotype of two allele functions."""

    phenotype: str
    row: str


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
    row: str = ""
