"""Guideline bodies: what they say, of which phenotypes, and where they disagree."""

from __future__ import annotations

from typing import Literal

from pgx.knowledge.tables.base import OptionalPositive, Sourced, Text, Words
from pgx.science.knowledge import DisagreementKind


class BodyRow(Sourced):
    """A body whose statements are shown: it writes guidelines, or it is a regulator."""

    KEY = ("body",)
    body: Text
    name: Text
    role: Literal["guideline", "regulator"]


class StatementRow(Sourced):
    """What a body says for one drug and the keys of one or two genes.

    A key is a phenotype, an activity score, a range of scores (">2.25"), "n/a" (no score is
    known), "No Result" or "any". `condition` is what else must hold: age, form, indication.
    """

    KEY = ("body", "document", "drug", "gene_1", "key_1", "gene_2", "key_2", "condition")
    body: Text
    document: str
    year: str
    drug: Text
    gene_1: Text
    key_1: Text
    gene_2: str
    key_2: str
    actions: Words
    start_change_pct: str
    maintenance_change_pct: str
    max_dose_mg: OptionalPositive
    statement: Text
    implication: str
    strength: Text
    condition: str
    dose_form: str
    note: str


class BodyPhenotypeRow(Sourced):
    """Where a body classes a result otherwise than the standard tables do.

    `by` says what `value` is: a standard phenotype, a pair of functions, an interval of
    scores, or an allele whose activity value (`becomes`) is the body's own.
    """

    KEY = ("body", "gene", "by", "value")
    body: Text
    gene: Text
    by: Literal["phenotype", "functions", "score", "allele"]
    value: Text
    becomes: Text
    note: str


class DisagreementRow(Sourced):
    """What the bodies say of a drug, a gene and a phenotype, side by side, and how they split.

    `panels` are genotypes for which the same is computed from the rows.
    """

    KEY = ("drug", "gene", "phenotype")
    drug: Text
    gene: Text
    phenotype: Text
    kind: DisagreementKind
    drugs: Words
    panels: Words
    cpic: Text
    dpwg: Text
    fda: Text
    teaching_point: Text
    why_not_computed: str
