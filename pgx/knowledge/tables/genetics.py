"""Genes, markers, alleles, phenotypes, and how common they are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pgx.knowledge.tables.base import (
    Fraction,
    Note,
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
    gene: Text = Field(description="HGNC symbol.")
    name: Text = Field(description="What it codes for, in words.")
    role: Literal["exposure", "mechanism", "knowledge"] = Field(
        description="Whether it acts on a drug's `exposure`, on the modelled `mechanism`, or is "
        "`knowledge` only."
    )
    hgnc_id: Annotated[str, Field(pattern=r"^HGNC:\d+$")] = Field(
        description="Identifier of the HUGO Gene Nomenclature Committee."
    )


class MarkerRow(Sourced):
    """A marker of a gene. Positions and letters are of GRCh38's plus strand."""

    KEY = ("marker",)
    marker: Text = Field(
        description="The name that a panel uses: an rsID, a length polymorphism or a star-allele "
        "locus."
    )
    gene: Text = Field(description="A key of `genes`.")
    kind: Literal["snp", "length", "star"] = Field(
        description="`snp` (one letter), `length` (a repeat or an insertion) or `star` (star "
        "alleles of a gene)."
    )
    rsid: Annotated[str, Field(pattern=r"^(rs\d+)?$")] = Field(
        description="dbSNP number; empty where one number does not name it."
    )
    legacy_names: str = Field(description="Older names in the literature.")
    chromosome: Text = Field(description="Human chromosome.")
    grch38_position: str = Field(
        description="Position on GRCh38 in base pairs, counted from 1; empty where it is not "
        "recorded."
    )
    position_confidence: Confidence = Field(
        description="How sure the position is, in the words of `confidence`."
    )
    gene_strand: Literal["+", "-"] = Field(
        description="The strand of GRCh38 on which the gene is coded."
    )
    strand_confidence: Confidence = Field(
        description="How sure the strand is, in the words of `confidence`."
    )
    orientation: Text = Field(
        description="How the letters of the literature relate to the plus strand."
    )
    palindromic: YesNo = Field(
        description="Whether both strands show the same letters (A/T or C/G), so that letters "
        "alone do not tell the strand."
    )
    used_in_model: YesNo = Field(description="Whether a call of it changes a modelled number.")
    why_not_modelled: str = Field(description="Why the model does not use it; empty where it does.")
    evidence_grade: Text = Field(
        description="How strong the evidence for its drug response is, from A (strongest) to D."
    )
    grade_note: str = Field(description="Why this grade.")
    cpic_level: str = Field(description="CPIC's level for the pair of gene and drug, in words.")
    clinpgx_level: str = Field(description="ClinPGx's (PharmGKB's) level of evidence, in words.")
    functional_effect: Text = Field(description="What the variant does, as far as is known.")
    primary_effect: str = Field(description="The main association that studies report.")
    aliases: Words = Field(description="Other names by which a panel may give it.")
    also: Words = Field(description="Further keys of `references`.")


class StarAlleleDefinitionRow(Sourced):
    """The variants that define a common star allele."""

    KEY = ("gene", "allele")
    gene: Text = Field(description="A key of `genes`.")
    allele: Text = Field(description="Star allele, such as `*2`.")
    defined_by: str = Field(
        description="rsIDs of the variants that define it; empty where it is no variant of letters."
    )
    legacy_names: str = Field(description="Older names in the literature.")
    chromosome: Text = Field(description="Human chromosome.")
    grch38_position: str = Field(
        description="Position on GRCh38 in base pairs, counted from 1; empty where it is not "
        "recorded."
    )
    plus_ref: str = Field(description="Reference letters on GRCh38's plus strand.")
    plus_alt: str = Field(description="Letters of the allele on GRCh38's plus strand.")
    functional_effect: Text = Field(description="What the allele does to the enzyme.")
    primary_effect: str = Field(description="What follows for drugs.")
    evidence_grade: Text = Field(description="How strong the evidence is, from A (strongest) to D.")
    cpic_level: str = Field(description="CPIC's level for the pair of gene and drug, in words.")
    clinpgx_level: str = Field(description="ClinPGx's (PharmGKB's) level of evidence, in words.")
    also: Words = Field(description="Further keys of `references`.")
    note: Note


class AlleleRow(Sourced):
    """An allele of a marker, by its literature name and its plus-strand letter."""

    KEY = ("marker", "allele")
    marker: Text = Field(description="A key of `markers`.")
    allele: Text = Field(
        description="Name of the allele as the literature writes it: a letter, a length or a star "
        "allele."
    )
    plus: Annotated[str, Field(pattern=r"^[ACGT]*$")] = Field(
        description="Its letter on GRCh38's plus strand; empty where it has none."
    )
    aliases: Words = Field(description="Other names by which a genotype may give it.")
    function: str = Field(
        description="Function or functional class that it counts as; empty where none is assigned."
    )
    activity_value: Annotated[str, Field(pattern=r"^(≥?\d+(\.\d+)?|n/a)?$")] = Field(
        description="Activity value of the allele (no unit; 1.0 is normal), `n/a` where none is "
        "known, empty where the gene has no scores."
    )
    table_version: str = Field(
        description="Which version of the published table its function is from."
    )


class PhenotypeRow(Sourced):
    """Two allele functions and the metabolizer phenotype they give."""

    KEY = ("gene", "function_1", "function_2")
    gene: Text = Field(description="A key of `genes`.")
    function_1: Text = Field(description="Function of one allele, as `alleles` names it.")
    function_2: Text = Field(description="Function of the other allele.")
    phenotype: Text = Field(description="Metabolizer phenotype that the two give.")
    table_version: Text = Field(description="Which version of the published table it is from.")


class ActivityScoreRow(Sourced):
    """A range of activity scores and its phenotype; no `high` means no upper bound.

    `bounds` are those of an interval: [ ] with the bound itself, ( ) without it.
    """

    KEY = ("gene", "phenotype")
    gene: Text = Field(description="A key of `genes`.")
    low: NotNegative = Field(description="Lowest activity score of the range (no unit).")
    high: OptionalNotNegative = Field(
        description="Highest activity score (no unit); null where there is no upper bound."
    )
    bounds: Literal["[]", "[)", "(]", "()"] = Field(
        description="Which ends belong to it: `[` and `]` do, `(` and `)` do not."
    )
    phenotype: Text = Field(description="Metabolizer phenotype of the range.")
    table_version: Text = Field(description="Which version of the published table it is from.")


class FrequencyRow(Sourced):
    """Frequency of an allele in a group of samples."""

    KEY = ("marker", "allele", "group")
    marker: Text = Field(description="A key of `markers`.")
    allele: Text = Field(description="An allele of the marker.")
    group: Text = Field(
        description="Group of samples: AFR, AMR, EAS, EUR or SAS, as in the 1000 Genomes Project."
    )
    frequency: Fraction = Field(description="Share of chromosomes with the allele, 0 to 1.")
    note: str = Field(description="What is known of the number: samples, sizes, doubts.")


class StarAlleleFrequencyRow(Sourced):
    """Frequency of a star allele in a biogeographical group."""

    KEY = ("gene", "allele", "group")
    gene: Text = Field(description="A key of `genes`.")
    allele: Text = Field(description="Star allele, such as `*2`.")
    group: Text = Field(description="Biogeographical group, as ClinPGx names it.")
    frequency: Fraction = Field(description="Share of chromosomes with the allele, 0 to 1.")
    n_subjects: Annotated[int | None, Field(gt=0), BeforeValidator(empty_as_none)] = Field(
        description="People behind the number; null where it is not recorded."
    )
    n_studies: Annotated[int | None, Field(gt=0), BeforeValidator(empty_as_none)] = Field(
        description="Studies behind the number; null where it is not recorded."
    )


class HaplotypeFrequencyRow(Sourced):
    """Frequency of a 5-HTTLPR and rs25531 haplotype; `high` where the source gives a range.

    Rows to `draw` are the working values with which people are invented.
    """

    KEY = ("group", "haplotype")
    group: Text = Field(description="Group of samples, as the source names it.")
    purpose: Literal["draw", "observed"] = Field(
        description="`observed` (a source saw it) or `draw` (people are invented with it)."
    )
    haplotype: Literal["La", "Lg", "Sa", "Sg", "XL", "L"] = Field(
        description="5-HTTLPR length with rs25531's letter: `La`, `Lg`, `Sa`, `Sg`, `XL`, `L`."
    )
    frequency: Fraction = Field(
        description="Share of chromosomes with it, 0 to 1; the low end of a range."
    )
    high: Annotated[Fraction | None, BeforeValidator(empty_as_none)] = Field(
        description="High end, where the source gives a range; else null."
    )
    n: str = Field(description="How many chromosomes or people, in words.")
    note: str = Field(description="What is known of the number: samples, sizes, doubts.")
