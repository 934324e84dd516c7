"""Guideline bodies: what they say, of which phenotypes, and where they disagree."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pgx.knowledge.tables.base import Note, OptionalPositive, Sourced, Text, Words
from pgx.science.knowledge import DisagreementKind


class BodyRow(Sourced):
    """A body whose statements are shown: it writes guidelines, or it is a regulator."""

    KEY = ("body",)
    body: Text = Field(description="Its short name, such as `CPIC`.")
    name: Text = Field(description="Its name in full.")
    role: Literal["guideline", "regulator"] = Field(
        description="Whether it writes a `guideline` or is a `regulator`."
    )


class StatementRow(Sourced):
    """What a body says for one drug and the keys of one or two genes.

    A key is a phenotype, an activity score, a range of scores (">2.25"), "n/a" (no score is
    known), "No Result" or "any". `condition` is what else must hold: age, form, indication.
    """

    KEY = ("body", "document", "drug", "gene_1", "key_1", "gene_2", "key_2", "condition")
    body: Text = Field(description="Who says it: `CPIC`, `DPWG` or `FDA`.")
    document: str = Field(description="Which document or part of one, where a body has several.")
    year: str = Field(description="Year of the document, or how it is known.")
    drug: Text = Field(description="A key of `drugs`.")
    gene_1: Text = Field(description="The gene it is about, or `any`.")
    key_1: Text = Field(
        description="What of the gene: a phenotype, an activity score, a range of scores "
        "(`>2.25`), `n/a` (no score is known), `No Result` or `any`."
    )
    gene_2: str = Field(description="A second gene, where it is about two.")
    key_2: str = Field(description="What of the second gene, in the words of `key_1`.")
    actions: Words = Field(description="What it says in standard words, such as `lower start`.")
    start_change_pct: str = Field(
        description="Change of the starting dose in %, as the body writes it."
    )
    maintenance_change_pct: str = Field(
        description="Change of the maintenance dose in %, as the body writes it."
    )
    max_dose_mg: OptionalPositive = Field(
        description="Largest dose in mg a day that it allows; null where it names none."
    )
    statement: Text = Field(description="What the body says, in our words, numbers exact.")
    implication: str = Field(description="What it says follows from the genotype.")
    strength: Text = Field(description="Strength of the recommendation, in the body's words.")
    condition: str = Field(description="What else must hold: age, form, indication.")
    dose_form: str = Field(description="Form of the medicine that it is about; empty for any.")
    note: Note


class BodyPhenotypeRow(Sourced):
    """Where a body classes a result otherwise than the standard tables do.

    `by` says what `value` is: a standard phenotype, a pair of functions, an interval of
    scores, or an allele whose activity value (`becomes`) is the body's own.
    """

    KEY = ("body", "gene", "by", "value")
    body: Text = Field(description="A key of `bodies`.")
    gene: Text = Field(description="A key of `genes`.")
    by: Literal["phenotype", "functions", "score", "allele"] = Field(
        description="What `value` is: `phenotype`, `functions`, `score` or `allele`."
    )
    value: Text = Field(description="The result that the body classes otherwise.")
    becomes: Text = Field(description="What the body makes of it.")
    note: Note


class DisagreementRow(Sourced):
    """What the bodies say of a drug, a gene and a phenotype, side by side, and how they split.

    `panels` are genotypes for which the same is computed from the rows.
    """

    KEY = ("drug", "gene", "phenotype")
    drug: Text = Field(description="A key of `drugs`, or a group of them in words.")
    gene: Text = Field(description="A key of `genes`, or several.")
    phenotype: Text = Field(description="Metabolizer phenotype, in one word.")
    kind: DisagreementKind = Field(description="Over what they split; or `agree`, or `silent`.")
    drugs: Words = Field(description="The drugs of a group, as keys of `drugs`.")
    panels: Words = Field(description="Genotypes for which the same is computed from the rows.")
    cpic: Text = Field(description="What CPIC says, in short.")
    dpwg: Text = Field(description="What DPWG says, in short.")
    fda: Text = Field(description="What FDA says, in short.")
    teaching_point: Text = Field(description="What a learner can take from it.")
    why_not_computed: str = Field(
        description="Why the rows alone cannot show it; empty where they do."
    )
