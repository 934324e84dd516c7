"""The model: parameters, modifiers, weights of side effects."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pgx.knowledge.tables.base import Count, Finite, Fraction, OptionalPositive, Sourced, Text


class ParameterRow(Sourced):
    """A parameter of the model."""

    KEY = ("symbol",)
    symbol: Text = Field(description="The symbol by which the model's text and code name it.")
    value: Finite = Field(description="The number, in `unit`.")
    sd: OptionalPositive = Field(
        description="Its standard deviation, in `unit`; null where none is drawn."
    )
    unit: Text = Field(description="Unit of `value`; empty where it has none.")
    meaning: Text = Field(description="What it is, in words.")


class ModifierRow(Sourced):
    """A genotype that changes the mechanism."""

    KEY = ("modifier",)
    modifier: Text = Field(description="Its name, mostly that of the gene.")
    gene: Text = Field(description="A key of `genes`.")
    marker: Text = Field(description="A key of `markers`.")
    counted_allele: Text = Field(description="Allele or functional class that is counted.")
    rule: Literal["count", "homozygous"] = Field(
        description="`count` (each copy counts) or `homozygous` (only two do)."
    )
    reference_count: Count = Field(description="How many the reference genotype has: 0, 1 or 2.")
    lambda_symptoms: Fraction = Field(
        description="How much of it reaches symptoms, 0 to 1 (no unit)."
    )
    meaning: Text = Field(description="What it changes, in words.")


class SideEffectWeightRow(Sourced):
    """Weight of a target in a domain of side effects."""

    KEY = ("domain", "target")
    domain: Text = Field(description="Domain of side effects.")
    target: Text = Field(description="Receptor or transporter that it is laid to.")
    weight: Fraction = Field(
        description="How much a fully occupied target counts, 0 to 1 (no unit)."
    )
