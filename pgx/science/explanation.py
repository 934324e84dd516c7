"""The path: the stations between gene and response, each beside the reference patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pgx.science import phenoconversion, trace
from pgx.science.evaluation import NO_GENE, Evaluation
from pgx.science.exposure import Floats, enzymes_of, exposure_rows
from pgx.science.knowledge import CONFIDENCES, Confidence, Number
from pgx.science.modifiers import COUNTS, GROUPS
from pgx.science.uncertainty import PEOPLE, Interval

SCALE = "reference_dose"
LEVEL = ("steady_state_level", "metabolite_level", SCALE)
PUBLISHED: tuple[Confidence, ...] = ("verified", "recalled")


@dataclass(frozen=True)
class Station:
    """One link of the path, for one subject: its value beside the reference's, and why.

    `low` and `high` are the 95 % interval of the mean; `people_low` and `people_high` what
    follows where the levels of the middle 95 % of people of one genotype end.
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
    genes: tuple[str, ...]  # those that enter here
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
        """The weakest confidence among the sources."""
        return _weakest(self.sources)


@dataclass(frozen=True)
class Link:
    """Which value of the chain a station shows, and how."""

    key: str
    label: str
    at: str
    unit: str
    symbol: str
    groups: tuple[str, ...]  # the modifier groups that act up to here
    formula: str
    in_logs: bool = False  # whether the chain has its ln


LINKS = (
    Link(
        "exposure", "Blood level", "steady state", "ng/mL", "Ct_sum", GROUPS[:1],
        "usual level at the reference dose × dose ÷ reference dose × exposure ratio of the "
        "genotype",
    ),
    Link(
        "occupancy", "SERT occupied", "steady state", "fraction", "steady.th_SERT", GROUPS[:2],
        "ceiling × unbound brain level ÷ (unbound brain level + binding constant)",
    ),
    Link(
        "tone", "Serotonin tone", "week 12", "fold", "S_at", GROUPS[:4],
        "firing under autoreceptor feedback × slowed clearance × terminal brake",
    ),
    Link(
        "bdnf", "BDNF", "week 12", "fold", "q_at", GROUPS,
        "BDNF that acts: secretion factor of the genotype × gain × drive through 5-HT1A, 5-HT4 "
        "and the catecholamines",
        in_logs=True,
    ),
    Link(
        "plasticity", "Synapses", "week 12", "fold", "pH_at", GROUPS,
        "synapses of the hippocampus, one of the seven plasticity states: each follows the BDNF "
        "that acts, at its own pace",
        in_logs=True,
    ),
    Link(
        "resilience", "Circuit", "week 12", "ln", "R_at", GROUPS,
        "resilience: weighted sum of neurogenesis, dendrites, spines and synapses in hippocampus "
        "and prefrontal cortex",
    ),
    Link(
        "response", "Response", "week 8", "HAM-D17 points", "points", GROUPS,
        "points over placebo: baseline × coverage of the drug × (fast affective bias + plasticity)",
    ),
)  # fmt: skip
# The stations that sentences speak of.
SUMMARY = tuple(link for link in LINKS if link.key in ("exposure", "occupancy", "response"))


def path(evaluation: Evaluation, row: int, statuses: Mapping[str, str]) -> tuple[Station, ...]:
    """The stations of one row, from the blood level to the response.

    `statuses` says by modifier group whether a genotype of it was read. The stations between
    occupancy and response, the spread between people, and the sources beyond the blood level
    need the depth "path" or "full".
    """
    stations: list[Station] = []
    seen: set[str] = set()
    entered: set[str] = set()
    for link in LINKS if evaluation.is_explained else SUMMARY:
        numbers = _sources(evaluation, row, link)
        sources = tuple(each for each in numbers if each.row not in seen)
        seen |= {each.row for each in sources}
        genes = tuple(each for each in _genes(evaluation, row, link) if each not in entered)
        entered |= set(genes)
        stations.append(_station(evaluation, row, link, sources, genes, statuses))
    return tuple(stations)


def level_layer(evaluation: Evaluation, row: int) -> Literal["published", "model", ""]:
    """Whether the blood level rests on studies alone ("published") or on a choice of ours.

    Empty where no genotype that moves it was read, and where nothing is modelled.
    """
    link = LINKS[0]
    statuses = {evaluation.status(row, group) for group in link.groups}
    if evaluation.stopped[row] or statuses != {"called"}:
        return ""
    return "published" if _weakest(_sources(evaluation, row, link)) in PUBLISHED else "model"


def _weakest(sources: tuple[Number, ...]) -> Confidence:
    """The reference dose does not count: it is the scale of the level, not a finding."""
    found = [source.confidence for source in sources if source.meaning != SCALE]
    return max(found, key=CONFIDENCES.index, default="illustrative")


def _station(
    evaluation: Evaluation,
    row: int,
    link: Link,
    sources: tuple[Number, ...],
    genes: tuple[str, ...],
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
        "peak" if link.at == "steady state" and evaluation.drug(row).kind == "rapid" else link.at,
        link.key == "exposure",
        link.unit,
        shown(evaluation.person[link.symbol]),
        shown(evaluation.reference[link.symbol]),
        shown(interval.low),
        shown(interval.high),
        shown(people.low),
        shown(people.high),
        _formula(evaluation, link),
        sources,
        genes,
        _status(_acting(evaluation, link), statuses),
    )


def _formula(evaluation: Evaluation, link: Link) -> str:
    if link.key != "response" or evaluation.mechanism_reaches_symptoms:
        return link.formula
    return f"{link.formula}, without the modifiers that people do not show"


def _people(evaluation: Evaluation, link: Link) -> Interval:
    """Where low and high levels within a genotype lead; the value itself lies between."""
    own = evaluation.person[link.symbol]
    if not evaluation.is_explained:
        return Interval(own, own)
    ends = [own, *(evaluation.computed[label][link.symbol] for label in PEOPLE)]
    return Interval(np.minimum.reduce(ends), np.maximum.reduce(ends))


def _acting(evaluation: Evaluation, link: Link) -> tuple[str, ...]:
    """The groups that act up to a station; on symptoms, those whose effect is let through."""
    reach = evaluation.rows.reach
    return tuple(group for group in link.groups if link.key != "response" or reach.get(group, 1))


def _genes(evaluation: Evaluation, row: int, link: Link) -> tuple[str, ...]:
    """The genes that can move a station of this drug, by what its equations read."""
    if link.key == "exposure":
        return enzymes_of(evaluation.setup.knowledge, evaluation.drug(row).drug)
    if not evaluation.is_explained:
        return ()
    read = trace.below(evaluation.nodes, evaluation.setup.model.key(link.symbol))
    modifiers = evaluation.setup.knowledge.modifiers
    return tuple(each.gene for name, each in modifiers.items() if COUNTS[name] in read)


def _status(groups: tuple[str, ...], statuses: Mapping[str, str]) -> str:
    found = [statuses[group] for group in groups if statuses[group] != NO_GENE] or [NO_GENE]
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
    if not evaluation.is_explained:
        return ()
    return trace.numbers_below(evaluation.nodes, evaluation.setup.model.key(link.symbol))
