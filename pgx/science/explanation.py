"""The path: the stations between gene and response, each beside the reference patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pgx.science import phenoconversion, trace
from pgx.science.evaluation import Evaluation
from pgx.science.exposure import Floats, exposure_rows
from pgx.science.knowledge import CONFIDENCES, Confidence, Number
from pgx.science.modifiers import GROUPS
from pgx.science.uncertainty import PEOPLE, Interval

SCALE = "reference_dose"
LEVEL = ("steady_state_level", "metabolite_level", SCALE)
PUBLISHED: tuple[Confidence, ...] = ("verified", "recalled")


@dataclass(frozen=True)
class Station:
    """One link of the path, for one subject: its value beside the reference's, and why.

    `low` and `high` are the 95 % interval of the mean; `people_low` and `people_high` where
    the middle 95 % of people of one genotype end, as their levels differ.
    """

    key: str
    label: str
    at: str
    is_level: bool  # the blood level: what can be published
    unit: str
    value: float
    reference_value: float
    low: float
    high: float
    people_low: float
    people_high: float
    formula: str
    sources: tuple[Number, ...]
    status: str  # "called", or why no genotype that acts up to here was read

    @property
    def ratio(self) -> float:
        """The value over the reference's; NaN where the reference is 0."""
        return self.value / self.reference_value if self.reference_value else float("nan")

    @property
    def layer(self) -> Literal["published", "model"]:
        """Published only where no source of it is a modelling choice."""
        return "published" if self.confidence in PUBLISHED and self.is_level else "model"

    @property
    def confidence(self) -> Confidence:
        """The weakest confidence among the sources.

        The reference dose does not count: it is the scale of the level, not a finding.
        """
        found = [source.confidence for source in self.sources if source.meaning != SCALE]
        return max(found, key=CONFIDENCES.index, default="illustrative")


@dataclass(frozen=True)
class Link:
    """Which value of the chain a station shows, and how."""

    key: str
    label: str
    at: str
    unit: str
    symbol: str
    groups: tuple[str, ...]  # the modifier groups that act up to here
    in_logs: bool = False  # whether the chain has its ln


LINKS = (
    Link("exposure", "Blood level", "steady state", "ng/mL", "Ct_sum", GROUPS[:1]),
    Link("occupancy", "SERT occupied", "steady state", "fraction", "steady.th_SERT", GROUPS[:2]),
    Link("tone", "Serotonin tone", "week 12", "fold", "S_at", GROUPS[:4]),
    Link("bdnf", "BDNF", "week 12", "fold", "q_at", GROUPS, in_logs=True),
    Link("resilience", "Circuit", "week 12", "ln", "R_at", GROUPS),
    Link("response", "Response", "week 8", "HAM-D17 points", "points", GROUPS[:3]),
)

# The stations that sentences speak of.
SUMMARY = tuple(link for link in LINKS if link.key in ("exposure", "occupancy", "response"))


def path(evaluation: Evaluation, row: int, statuses: Mapping[str, str]) -> tuple[Station, ...]:
    """The stations of one row, from the blood level to the response.

    `statuses` says by modifier group whether a genotype of it was read. The stations between
    occupancy and response, the spread between people, and the sources beyond the blood level
    need the depth "full".
    """
    stations: list[Station] = []
    seen: set[str] = set()
    for link in LINKS if evaluation.depth == "full" else SUMMARY:
        numbers = _sources(evaluation, row, link)
        sources = tuple(each for each in numbers if each.row not in seen)
        seen |= {each.row for each in sources}
        stations.append(_station(evaluation, row, link, sources, statuses))
    return tuple(stations)


def _station(
    evaluation: Evaluation,
    row: int,
    link: Link,
    sources: tuple[Number, ...],
    statuses: Mapping[str, str],
) -> Station:
    setup = evaluation.setup
    column = setup.day(setup.knowledge.parameters.week_8) if link.at == "week 8" else -1

    def shown(values: Floats) -> float:
        value = float(values[row, column])
        return float(np.exp(value)) if link.in_logs else value

    interval = evaluation.intervals[link.symbol]
    people = _people(evaluation, link)
    return Station(
        link.key,
        link.label,
        link.at,
        link.key == "exposure",
        link.unit,
        shown(evaluation.person[link.symbol]),
        shown(evaluation.reference[link.symbol]),
        shown(interval.low),
        shown(interval.high),
        shown(people.low),
        shown(people.high),
        setup.model.formulas[link.symbol.split(".")[-1]].words,
        sources,
        _status(link, statuses),
    )


def _people(evaluation: Evaluation, link: Link) -> Interval:
    if evaluation.depth != "full":
        return Interval(evaluation.person[link.symbol], evaluation.person[link.symbol])
    low, high = (evaluation.computed[label][link.symbol] for label in PEOPLE)
    return Interval(low, high)


def _status(link: Link, statuses: Mapping[str, str]) -> str:
    found = [statuses[group] for group in link.groups]
    return "called" if "called" in found else found[0]


def _sources(evaluation: Evaluation, row: int, link: Link) -> tuple[Number, ...]:
    """The knowledge rows behind a station, for this drug and these phenotypes."""
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row)
    if link.key == "exposure":
        found = [drug.values[name] for name in LEVEL if name in drug.values]
        for gene, enzyme in evaluation.enzymes(row).items():
            rows = exposure_rows(knowledge, drug.drug, gene, enzyme).rows
            found += [each.ratio for each in rows]
            found += phenoconversion.sources(knowledge, drug.drug, enzyme)
        return tuple(found)
    if evaluation.depth != "full":
        return ()
    return trace.numbers_below(evaluation.nodes, evaluation.setup.model.key(link.symbol))
