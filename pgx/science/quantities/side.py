"""Side-effect liability by domain: orders that are known of the classes, and one genotype."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.exposure import Floats
from pgx.science.knowledge import Observation
from pgx.science.quantities.base import REFERENCE, Found, quantity, rows
from pgx.science.side_effects import DOMAINS


def _liability(
    setup: Setup, row: Observation, drugs: tuple[str, ...], people: tuple[str, ...] = REFERENCE
) -> Floats:
    """p of the row's domain; shape (rows,)."""
    subjects = rows(setup, drugs, [row.dose_mg], people)
    found = chain.simulate(setup, subjects, ("p_side",))["p_side"]
    return np.asarray(found[:, DOMAINS.index(row.given["domain"])])


@quantity("order of side effects")
def order(setup: Setup, row: Observation) -> Found:
    """The least gap between drugs that are named from the most liable on."""
    parts = tuple(float(p) for p in _liability(setup, row, row.drugs))
    return Found(min(more - less for more, less in pairwise(parts)), parts)


@quantity("most of its class")
def most(setup: Setup, row: Observation) -> Found:
    """What the named drug has over the next one of its class."""
    drug = setup.knowledge.drugs[row.drugs[0]]
    others = tuple(
        each.drug
        for each in setup.drugs
        if each.drug_class == drug.drug_class and each.drug != drug.drug
    )
    own, *rest = (float(p) for p in _liability(setup, row, (drug.drug, *others)))
    return Found(own - max(rest), (own, max(rest)))


@quantity("odds ratio of a side effect")
def odds_ratio(setup: Setup, row: Observation) -> Found:
    """Odds of the people over those of the others."""
    own, other = (
        float(_liability(setup, row, row.drugs, people or REFERENCE)[0])
        for people in (row.people, row.against)
    )
    return Found(own / (1 - own) / (other / (1 - other)), (own, other))
