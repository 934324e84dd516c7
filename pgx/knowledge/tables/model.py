"""The model: parameters, modifiers, weights of side effects."""

from __future__ import annotations

from typing import Literal

from pgx.knowledge.tables.base import Count, Finite, Fraction, OptionalPositive, Sourced, Text


class ParameterRow(Sourced):
    """A parameter of the model."""

    KEY = ("symbol",)
    symbol: Text
    value: Finite
    sd: OptionalPositive
    unit: Text
    meaning: Text


class ModifierRow(Sourced):
    """A genotype that changes the mechanism."""

    KEY = ("modifier",)
    modifier: Text
    gene: Text
    marker: Text
    counted_allele: Text
    rule: Literal["count", "homozygous"]
    reference_count: Count
    lambda_symptoms: Fraction
    meaning: Text


class SideEffectWeightRow(Sourced):
    """Weight of a target in a domain of side effects."""

    KEY = ("domain", "target")
    domain: Text
    target: Text
    weight: Fraction
