"""How genotypes were read, and what a gene's genotypes amount to."""

from __future__ import annotations

from dataclasses import dataclass, field

from pgx.science.panel import Status


@dataclass(frozen=True)
class CallAnswer:
    """How one marker's genotype was read."""

    marker: str
    """The marker: an rsID, a repeat such as 5-HTTLPR, or a gene of star alleles."""
    gene: str
    """The gene that the marker belongs to."""
    used_in_model: bool
    """Whether a genotype of this marker can change a modelled number."""
    why_not_modelled: str
    """Why it cannot; empty where it can."""
    given: str
    """The genotype as it was sent; empty where none was."""
    status: Status
    """What became of it. Not tested is not normal: the model then uses the reference value."""
    genotype: str
    """The genotype as Raphe writes it; empty unless called."""
    readings: list[str]
    """Every genotype that the text can mean: one where called, several where ambiguous."""
    reason: str
    """Why there is no call, or how the text was understood; empty where it is plain."""
    hint: str
    """What to send for a call; empty where there is nothing to mend."""
    rows: list[str] = field(default_factory=list)
    """Addresses of the knowledge rows of gene, marker and alleles, such as `genes/SLC6A4`."""


@dataclass(frozen=True)
class ClassAnswer:
    """The functional class of a gene, and what the model uses for it."""

    gene: str
    """The gene."""
    name: str
    """The class by genotype: a diplotype, or counted alleles; empty where none was read."""
    status: Status
    """Whether the genotype behind it was read."""
    phenotype: str
    """The metabolizer phenotype that acts, co-medications included; empty for other genes."""
    used: str
    """What the model uses, in words: this class, or the reference that stands in for it."""
    reason: str
    """Why there is no class; empty where there is one."""
    assumption: str
    """What was assumed to reach the class, such as an unread second marker; else empty."""
    score: float | None = None
    """Activity score that acts, without a unit; null for genes that go by function, or unknown."""
    predicted: str = ""
    """The metabolizer phenotype by genotype alone; empty for genes that are no enzyme."""
    predicted_score: float | None = None
    """Activity score by genotype alone, without a unit; null as for `score`."""
    converted_by: list[str] = field(default_factory=list)
    """Co-medications that inhibit the enzyme (phenoconversion)."""
    says: str = ""
    """Both phenotypes in one sentence, where a co-medication acts on the enzyme; else empty."""
    rows: list[str] = field(default_factory=list)
    """Addresses of the knowledge rows that the class rests on."""
