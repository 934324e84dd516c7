"""Why the result is what it is: contributions that add up, and the path with its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pgx.science import chain, phenoconversion
from pgx.science.chain import Run, Setup
from pgx.science.exposure import Floats, Regimens, exposure_rows
from pgx.science.knowledge import CONFIDENCES, Confidence, Drug, Knowledge, Number
from pgx.science.modifiers import GROUPS, Genetics
from pgx.science.occupancy import acts, binds
from pgx.science.phenotypes import FunctionalClass


@dataclass(frozen=True)
class Contributions:
    """Parts of ln(resilience / reference) by modifier group; each of the shape (subjects,).

    They sum to `total`. Both are NaN where there is no drug effect to explain.
    """

    groups: dict[str, Floats]
    total: Floats


def contributions(
    setup: Setup, regimens: Regimens, person: Genetics, reference: Genetics
) -> Contributions:
    """Switch one group at a time from reference to person, in both orders, and average.

    Telescoping makes the sum exact (model.md 9).
    """
    forward = _switch(GROUPS, reference, person)
    backward = _switch(GROUPS[::-1], reference, person)
    logs = _log_resilience(setup, regimens, forward + backward[1:-1])
    ahead = logs[: len(forward)]
    back = np.concatenate([logs[:1], logs[len(forward) :], logs[len(forward) - 1 : len(forward)]])
    steps, reverse = np.diff(ahead, axis=0), np.diff(back, axis=0)[::-1]
    parts = (steps + reverse) / 2
    return Contributions(dict(zip(GROUPS, parts, strict=True)), logs[len(forward) - 1] - logs[0])


def _switch(order: tuple[str, ...], start: Genetics, end: Genetics) -> list[Genetics]:
    """The genetics after each switch of a group, the start included."""
    path = [start]
    for group in order:
        path.append(path[-1].with_group(group, end))
    return path


def _log_resilience(setup: Setup, regimens: Regimens, variants: list[Genetics]) -> Floats:
    """ln of resilience at the horizon; shape (variants, subjects)."""
    stacked = chain.stack(regimens, variants)
    reach = dict.fromkeys(setup.knowledge.modifiers, 1.0)
    end = chain.simulate(setup, *stacked, reach).R[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(end > 0, np.log(end), np.nan)
    return logs.reshape(len(variants), -1)


SCALE = "reference_dose"
PUBLISHED: tuple[Confidence, ...] = ("verified", "recalled")


@dataclass(frozen=True)
class Station:
    """One link of the path, for one subject: its value beside the reference's, and why."""

    key: str
    label: str
    at: str
    is_level: bool  # the blood level: what can be published
    unit: str
    value: float
    reference_value: float
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
        return max(found, key=CONFIDENCES.index)


@dataclass(frozen=True)
class Link:
    """How a station is read from a run, and what it rests on."""

    key: str
    label: str
    at: str
    layer: Literal["published", "model"]
    unit: str
    read: Callable[[Setup, Run, int], float]
    formula: str
    groups: tuple[str, ...]  # the modifier groups that act up to here
    symbols: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def _at(setup: Setup, course: Floats, row: int, day: float) -> float:
    return float(setup.clock.read(course[row : row + 1], np.array([day]))[0, 0])


def _points_week_8(setup: Setup, run: Run, row: int) -> float:
    p = setup.knowledge.parameters
    return p.H0 * _at(setup, run.effect, row, p.week_8)


# Parameters that matter only where a drug acts on a target.
BY_TARGET = {
    "5-HT1A": ("eps", "k1A", "e1A"),
    "5-HT4": ("eps", "f4", "c4", "kappa4", "kP4", "e4"),
    "alpha2A": ("fa2", "ea2"),
    "D2": ("eps", "eD2"),
    "5-HT2A": ("w2",),
    "5-HT2C": ("w2", "w2C"),
    "5-HT3": ("w3",),
    "5-HT7": ("w7",),
}
LINKS = (
    Link(
        "exposure", "Blood level", "steady state", "published", "ng/mL",
        lambda setup, run, row: float(run.level[row].sum()),
        "usual level at the reference dose × dose ÷ reference dose × exposure ratio of the "
        "genotype",
        GROUPS[:1],
        values=("steady_state_level", "metabolite_level", "reference_dose"),
    ),
    Link(
        "occupancy", "SERT occupied", "steady state", "model", "fraction",
        lambda setup, run, row: float(run.steady.bound["SERT"][row, 0]),
        "ceiling × unbound brain level ÷ (unbound brain level + binding constant)",
        GROUPS[:2],
        ("Emax_SERT", "beta_ABCB1"),
        (
            *("molecular_weight", "unbound_fraction", "brain_entry"),
            *("metabolite_molecular_weight", "metabolite_unbound_fraction"),
        ),
        ("SERT",),
    ),
    Link(
        "tone", "Serotonin tone", "week 12", "model", "fold",
        lambda setup, run, row: float(run.course.S[row, -1]),
        "firing under autoreceptor feedback × slowed clearance × terminal brake",
        GROUPS[:4],
        ("phi_S", "bS", "alpha0", "b_alpha", "delta", "M50", "tau_A", "b_tau", "rho", "tau_1B"),
        ("half_life", "metabolite_half_life"),
        ("5-HT1A", "5-HT4", "alpha2A"),
    ),
    Link(
        "bdnf", "BDNF", "week 12", "model", "fold",
        lambda setup, run, row: float(np.exp(run.course.q[row, -1])),
        "BDNF that acts: secretion factor of the genotype × gain × drive through 5-HT1A, 5-HT4 "
        "and the catecholamines",
        GROUPS,
        (
            *("w1", "w4", "wN", "wD", "b4", "beta_B", "tau_B", "bMet1", "bMet2"),
            *("phi_N", "phi_D", "s_D", "nfb"),
        ),
        ("net_entry",),
        ("NET", "DAT", "D2", "5-HT2A", "5-HT2C", "5-HT3", "5-HT7"),
    ),
    Link(
        "resilience", "Circuit", "week 12", "model", "ln",
        lambda setup, run, row: float(run.course.R[row, -1]),
        "resilience: weighted sum of neurogenesis, dendrites, spines and synapses in hippocampus "
        "and prefrontal cortex",
        GROUPS,
        (
            *("Gn", "tau_n", "Gd", "tau_d", "Gs", "tau_s", "Gp", "tau_p", "rPFC", "c_PFC"),
            *("w_n3", "w_dH", "w_sH", "w_pH", "w_dP", "w_sP", "w_pP"),
        ),
    ),
    Link(
        "response", "Response", "week 8", "model", "HAM-D17 points",
        _points_week_8,
        "points over placebo: baseline × coverage of the drug × (fast affective bias + "
        "plasticity), without the modifiers that people do not show",
        GROUPS[:3],
        ("H0", "tau_f", "kM", "effect_week_8", "share_week_1"),
    ),
)  # fmt: skip


def path(
    setup: Setup,
    drug: Drug,
    enzymes: dict[str, FunctionalClass],
    person: Run,
    reference: Run,
    row: int,
    statuses: Mapping[str, str],
) -> tuple[Station, ...]:
    """The stations of one row, from the blood level to the response.

    `statuses` says by modifier group whether a genotype of it was read.
    """
    return tuple(
        Station(
            link.key,
            link.label,
            link.at,
            link.layer == "published",
            link.unit,
            link.read(setup, person, row),
            link.read(setup, reference, row),
            link.formula,
            _sources(setup.knowledge, link, drug, enzymes),
            _status(link, statuses),
        )
        for link in LINKS
    )


def _status(link: Link, statuses: Mapping[str, str]) -> str:
    found = [statuses[group] for group in link.groups]
    return "called" if "called" in found else found[0]


def _sources(
    knowledge: Knowledge, link: Link, drug: Drug, enzymes: dict[str, FunctionalClass]
) -> tuple[Number, ...]:
    """The knowledge rows that a station reads for this drug and these phenotypes."""
    found = [drug.values[quantity] for quantity in link.values if quantity in drug.values]
    found += [knowledge.parameters.number(symbol) for symbol in link.symbols]
    if link.key == "exposure":
        for gene, each in enzymes.items():
            rows = exposure_rows(knowledge, drug.drug, gene, each)
            found += [row.ratio for row in rows]
            found += phenoconversion.sources(knowledge, drug.drug, each)
    for target in link.targets:
        bound = [row for row in drug.binding if row.target == target]
        found += [row.constant for row in bound if binds(row, knowledge.parameters)]
        if any(acts(row, knowledge.parameters) for row in bound):
            found += [knowledge.parameters.number(symbol) for symbol in BY_TARGET.get(target, ())]
    if link.key == "response":
        found += [modifier.lambda_symptoms for modifier in knowledge.modifiers.values()]
    return tuple(found)
