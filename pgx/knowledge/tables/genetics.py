"""Genes, markers, alleles, phenotypes, and how common they are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pgx.knowledge.tables.base import (
    Fraction,
    NotNegative,
    OptionalNotNegative,
    Sourced,
    Text,
    Words,
    YesNo,
    empty_as_none,
)
from pgx.science.knowledge import Confidence


class GeneRow(Sourced):
    """A gene: it acts on exposure, on the modelled mechanism, or is knowledge only."""

    KEY = ("gene",)
    gene: Text
    name: Text
    role: Literal["exposure", "mechanism", "knowledge"]
    hgnc_id: Annotated[str, Field(pattern=r"^HGNC:\d+$")]


class MarkerRow(Sourced):
    """A marker of a gene. Positions and letters are of GRCh38's plus strand."""

    KEY = ("marker",)
    marker: Text
    gene: Text
    kind: Literal["snp", "length", "star"]
    rsid: Annotated[str, Field(pattern=r"^(rs\d+)?$")]
    legacy_names: str
    chromosome: Text
    grch38_position: str
    position_confidence: Confidence
    gene_strand: Literal["+", "-"]
    strand_confidence: Confidence
    orientation: Text
    palindromic: YesNo
    used_in_model: YesNo
    why_not_modelled: str
    evidence_grade: Text
    grade_note: str
    cpic_level: str
    clinpgx_level: str
    functional_effect: Text
    primary_effect: str
    aliases: Words
    also: Words


class StarAlleleDefinitionRow(Sourced):
    """The variants that define a common star allele."""

    KEY = ("gene", "allele")
    gene: Text
    allele: Text
    defined_by: str
    legacy_names: str
    chromosome: Text
    grch38_position: str
    plus_ref: str
    plus_alt: str
    functional_effect: Text
    primary_effect: str
    evidence_grade: Text
    cpic_level: str
    clinpgx_level: str
    also: Words
    note: str


class AlleleRow(Sourced):
    """An allele of a marker, by its literature name and its plus-strand letter."""

    KEY = ("marker", "allele")
    marker: Text
    allele: Text
    plus: Annotated[str, Field(pattern=r"^[ACGT]*$")]
    aliases: Words
    function: str
    activity_value: Annotated[str, Field(pattern=r"^(≥?\d+(\.\d+)?|n/a)?$")]
    table_version: str


class PhenotypeRow(Sourced):
    """Two allele functions and the metabolizer phenotype they give."""

    KEY = ("gene", "function_1", "function_2")
    gene: Text
    function_1: Text
    function_2: Text
    phenotype: Text
    table_version: Text


class ActivityScoreRow(Sourced):
    """A range of activity scores and its phenotype; no `high` means no upper bound.

    `bounds` are those of an interval: [ ] with the bound itself, ( ) without it.
    """

    KEY = ("gene", "phenotype")
    gene: Text
    low: NotNegative
    high: OptionalNotNegative
    bounds: Literal["[]", "[)", "(]", "()"]
    phenotype: Text
    table_version: Text


class FrequencyRow(Sourced):
    """Frequency of an allele in a group of samples."""

    KEY = ("marker", "allele", "group")
    marker: Text
    allele: Text
    group: Text
    frequency: Fraction
    note: str


class StarAlleleFrequencyRow(Sourced):
    """Frequency of a star allele in a biogeographical group."""

    KEY = ("gene", "allele", "group")
    gene: Text
    allele: Text
    group: Text
    frequency: Fraction
    n_subjects: Annotated[int | None, Field(gt=0), BeforeValidator(empty_as_none)]
    n_studies: Annotated[int | None, Field(gt=0), BeforeValidator(empty_as_none)]


class HaplotypeFrequencyRow(Sourced):
    """Frequency of a 5-HTTLPR and rs25531 haplotype; `high` where the source gives a range.

    Rows to `draw` are the working values with which people are invented.
    """

    KEY = ("group", "haplotype")
    group: Text
    purpose: Literal["draw", "observed"]
    haplotype: Literal["La", "Lg", "Sa", "Sg", "XL", "L"]
    frequency: Fraction
    high: Annotated[Fraction | None, BeforeValidator(empty_as_none)]
    n: str
    note: str
