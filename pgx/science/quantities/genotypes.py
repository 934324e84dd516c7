"""One genotype beside another, with the same drug and dose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pgx.science.chain import Setup
from pgx.science.knowledge import Observation
from pgx.science.quantities.base import Found, quantity, read

NOTHING = 0.0  # mg: the placebo


def _sides(setup: Setup, row: Observation, key: str) -> tuple[float, float]:
    """A key of the people and of those they are held against: each the mean of its persons."""
    own, other = row, replace(row, people=row.against)
    return float(read(setup, own, key).mean()), float(read(setup, other, key).mean())


def _odds(share: float) -> float:
    return share / (1 - share)


@quantity("odds ratio of response")
def response(setup: Setup, row: Observation) -> Found:
    """Odds of response of the people over those of the others."""
    parts = _sides(setup, row, "p_response")
    return Found(_odds(parts[0]) / _odds(parts[1]), parts)


@quantity("odds ratio of response, drug over placebo")
def over_placebo(setup: Setup, row: Observation) -> Found:
    """Odds of response with the drug over those with placebo."""
    rows = (row, replace(row, dose_mg=NOTHING))
    parts = tuple(float(read(setup, one, "p_response")[0]) for one in rows)
    return Found(_odds(parts[0]) / _odds(parts[1]), parts)


@quantity("risk ratio of remission")
def remission(setup: Setup, row: Observation) -> Found:
    """Share of remitters of the people over that of the others."""
    parts = _sides(setup, row, "p_remission")
    return Found(parts[0] / parts[1], parts)


@quantity("odds ratio of non-remission")
def non_remission(setup: Setup, row: Observation) -> Found:
    """Odds of staying without remission of the people over those of the others."""
    own, other = (1 - share for share in _sides(setup, row, "p_remission"))
    return Found(_odds(own) / _odds(other), (own, other))


@quantity("ratio of resilience")
def resilience(setup: Setup, row: Observation) -> Found:
    """Resilience of the people over that of the others."""
    parts = _sides(setup, row, "R_at")
    return Found(parts[0] / parts[1], parts)


@quantity("ratio of levels")
def levels(setup: Setup, row: Observation) -> Found:
    """Level of the parent in the people over that in the others."""
    parts = _sides(setup, row, "Ct_p")
    return Found(parts[0] / parts[1], parts)


@quantity("buffering")
def buffering(setup: Setup, row: Observation) -> Found:
    """Change of ln serotonin tone over the change of ln slowed clearance, between genotypes."""
    tone, clearance = (_sides(setup, row, key) for key in ("S_at", "steady.M"))
    parts = (float(np.log(tone[0] / tone[1])), float(np.log(clearance[0] / clearance[1])))
    return Found(parts[0] / parts[1], parts)
