"""Each gene's part of the modelled response, and what if a gene were another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContributionAnswer:
    """One modifier group's part of the relative response. The parts add up in logarithms."""

    group: str
    """The group: `CYP exposure`, or a gene."""
    status: str
    """`called` where a genotype of the group was read; otherwise the reference stands in, and
    the factor of 1 says nothing about the person."""
    ln: float | None
    """Its part of ln(relative response), without a unit; null where nothing is modelled."""
    factor: float | None
    """The same as a factor, exp(ln); null where nothing is modelled."""


@dataclass(frozen=True)
class CounterfactualAnswer:
    """What if one gene were another, everything else the same."""

    gene: str
    """The gene."""
    marker: str
    """The marker that counts; empty for an enzyme, which goes by phenotype."""
    becomes: str
    """The genotype or metabolizer phenotype that is put in its place."""
    is_own: bool
    """Whether this is what the person has, or what stands in for it."""
    level_ratio: float
    """The blood level over the reference patient's, a ratio."""
    sert_occupancy: float
    """The fraction of SERT occupied at steady state, 0 to 1."""
    relative_response: float | None
    """The relative response, a ratio to the reference patient's; null where not modelled."""
    points_over_placebo_week_8: float | None
    """Points over placebo at week 8, in HAM-D17 points; null where not modelled."""
