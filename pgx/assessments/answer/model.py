"""The modelled layer: path, course, targets and side effects, beside the reference patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pgx.science.knowledge import Confidence


@dataclass(frozen=True)
class SourceAnswer:
    """A knowledge row that a number rests on."""

    row: str
    """The row's address, such as `drug_values/escitalopram|half_life`."""
    meaning: str
    """What the number is."""
    value: float
    """The number, in `unit`."""
    unit: str
    """Its unit; `-` for a number without one."""
    reference: str
    """Key of its reference."""
    citation: str
    """The reference in words."""
    confidence: Confidence
    """How sure Raphe is of it."""


@dataclass(frozen=True)
class StationAnswer:
    """One station of the path from blood level to response, beside the reference patient.

    No interval here contains what is wrong with the model.
    """

    key: str
    """A stable word for the station: exposure, occupancy, tone, bdnf, plasticity, resilience or
    response."""
    label: str
    """The same for a reader."""
    at: str
    """When it is read: at steady state, week 8 or week 12."""
    layer: Literal["published", "model"]
    """Published only where no source of it is a modelling choice."""
    unit: str
    """The unit of the numbers below, but for `ratio`."""
    value: float | None
    """The person's, in `unit`; null where not modelled."""
    reference_value: float | None
    """The reference patient's, in `unit`; null where not modelled."""
    ratio: float | None
    """`value` over `reference_value`, without a unit; null where that is 0 or not modelled."""
    low: float | None
    """Lower end of the 95 % interval of the genotype group's mean, in `unit`, paired with the
    reference; null where not modelled."""
    high: float | None
    """Upper end of that interval, in `unit`; null where not modelled."""
    people_low: float | None
    """What follows, in `unit`, from the lower end of the levels of the middle 95 % of people of
    one genotype; null where not modelled."""
    people_high: float | None
    """The same from the upper end, in `unit`; null where not modelled."""
    status: str
    """`called` where a genotype that acts up to here was read; else why none was."""
    formula: str
    """How it is computed, in words."""
    confidence: Confidence
    """The weakest confidence among its sources."""
    sources: list[SourceAnswer]
    """The knowledge rows that come in at this station; those of earlier ones stand there."""
    genes: list[str] = field(default_factory=list)
    """The genes that come in at this station; those of earlier ones stand there."""


@dataclass(frozen=True)
class TargetAnswer:
    """How much of a target drug and metabolite occupy in the brain, at steady state.

    For a single dose, at its peak.
    """

    target: str
    """The target, such as SERT or 5-HT1A."""
    occupied: float
    """The fraction occupied in the person, 0 to 1."""
    reference_occupied: float
    """The fraction occupied in the reference patient, 0 to 1."""


@dataclass(frozen=True)
class SeriesAnswer:
    """One quantity over the course, at each of its days."""

    key: str
    """A stable word for the quantity, such as `bdnf`."""
    label: str
    """The same for a reader."""
    unit: str
    """The unit of every number of the series."""
    person: list[float | None]
    """The person's course, in `unit`; null on days that are not modelled."""
    reference: list[float | None]
    """The reference patient's course, in `unit`; null on days that are not modelled."""
    low: list[float | None]
    """Lower ends of the 95 % interval, in `unit`; empty where none is computed."""
    high: list[float | None]
    """Upper ends of the 95 % interval, in `unit`; empty where none is computed."""


@dataclass(frozen=True)
class CourseAnswer:
    """The course over twelve weeks; the placebo course stands apart from the drug's."""

    days: list[float]
    """Days since the first dose."""
    placebo_points: list[float]
    """Improvement on placebo at each of these days, in HAM-D17 points."""
    series: list[SeriesAnswer]
    """The quantities, each with one number a day."""

    def __getitem__(self, key: str) -> SeriesAnswer:
        return next(each for each in self.series if each.key == key)


@dataclass(frozen=True)
class DomainAnswer:
    """One domain of side effects."""

    domain: str
    """The domain, such as nausea."""
    value: float
    """The person's liability, 0 to 1, without a unit: not a share of people."""
    reference_value: float
    """The reference patient's, 0 to 1, without a unit."""


@dataclass(frozen=True)
class SideEffectsAnswer:
    """What belongs to the side-effect index, which is not the share of people affected."""

    reference_index: float
    """The reference patient's index, 0 to 100, without a unit."""
    low: float
    """Lower end of the 95 % interval of the person's index, 0 to 100."""
    high: float
    """Upper end of the 95 % interval of the person's index, 0 to 100."""
    domains: list[DomainAnswer]
    """The index by domain; empty in a summary."""
    not_in_it: list[str]
    """What the index does not look at."""


@dataclass(frozen=True)
class MonteCarloAnswer:
    """The relative response over random draws of what is uncertain, paired with the reference."""

    draws: int
    """How many draws."""
    seed: int
    """The seed: the same one gives the same draws."""
    median: float
    """Median of the relative response, a ratio to the reference patient's."""
    low: float
    """Its quantile of 2.5 %, a ratio."""
    high: float
    """Its quantile of 97.5 %, a ratio."""
    sd_ln: float
    """Standard deviation of the ratio's natural logarithm, without a unit."""
