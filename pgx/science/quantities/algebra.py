"""What must hold of the code itself: parts that sum to the whole, two ways to one spread."""

from __future__ import annotations

import numpy as np

from pgx.science import chain, contributions, modifiers, references, uncertainty
from pgx.science.chain import Rows, Setup
from pgx.science.exposure import Spread
from pgx.science.knowledge import Observation
from pgx.science.quantities.base import Found, changes, quantity, ratio_rows, rows
from pgx.science.variants import PERSON, Computed, Variants

SEED = 1


def _person(setup: Setup, row: Observation) -> Rows:
    return rows(setup, row.drugs, [row.dose_mg], row.people)


@quantity("rest of the contributions")
def rest(setup: Setup, row: Observation) -> Found:
    """What the contributions leave of their total; the size of the rest."""
    found = contributions_of(setup, _person(setup, row))
    parts = [float(part[0]) for part in found.groups.values()]
    total = float(found.total[0])
    return Found(abs(sum(parts) - total), (*parts, total))


@quantity("delta method over Monte Carlo")
def delta_over_monte_carlo(setup: Setup, row: Observation) -> Found:
    """sd of ln of the relative response, by sensitivities over by draws."""
    subject, spread = _person(setup, row), spread_of(setup, row)
    draws = int(row.given["draws"])
    drawn = uncertainty.monte_carlo(setup, subject, spread, draws, SEED).sd_ln
    found = sd_by_delta(setup, subject, spread)
    return Found(found / drawn, (found, drawn))


def contributions_of(setup: Setup, subject: Rows) -> contributions.Contributions:
    """The contributions of one row."""
    ways = (*contributions.FORWARD, *contributions.REVERSE)
    labels = (PERSON, contributions.REFERENCE, *ways)
    variants = Variants(setup.knowledge.parameters, subject, labels)
    contributions.switch(variants, modifiers.reference(setup.knowledge, len(subject)))
    values = chain.simulate(setup, variants.rows(), ("R_at",))
    return contributions.contributions(Computed.of(variants, values))


def intervals(setup: Setup, subject: Rows, spread: Spread) -> dict[str, uncertainty.Interval]:
    """The intervals of one row by the delta method, paired with the reference patient."""
    p = setup.knowledge.parameters
    variants = Variants(p, subject, (PERSON, *uncertainty.UP, *uncertainty.DOWN))
    uncertainty.nudge(variants)
    values = chain.simulate(setup, variants.rows(), references.KEYS)
    reference = references.compute(setup, subject.regimens, subject.reach)
    return uncertainty.delta(p, Computed.of(variants, values), reference, spread)


def sd_by_delta(setup: Setup, subject: Rows, spread: Spread) -> float:
    """sd of ln of resilience at the horizon over the reference patient's."""
    found = intervals(setup, subject, spread)["R_at"]
    width = np.log(found.high[0, -1]) - np.log(found.low[0, -1])
    return float(width / (2 * uncertainty.Z))


def spread_of(setup: Setup, row: Observation) -> Spread:
    """How well the exposure ratios of the row's person are known."""
    knowledge, drug = setup.knowledge, row.drugs[0]
    pairs = [
        (found, each)
        for name, value in changes(row.people[0])
        if name not in knowledge.modifiers
        for found in [ratio_rows(knowledge, drug, name, value)]
        for each in found.rows
    ]
    return Spread(
        np.array([[each.ratio.sd or 0.0 for _, each in pairs]]),
        *(np.array([[float(found.acts_on(x, at)) for found, x in pairs]]) for at in (0, 1)),
    )
