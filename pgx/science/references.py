"""The reference patient with each drug and dose, computed once a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from pgx.science import chain, uncertainty
from pgx.science.chain import Setup
from pgx.science.exposure import Floats, Regimens
from pgx.science.variants import PERSON, Computed, Variants

# What every answer reads of the chain.
KEYS = (
    *("Ct_p", "Ct_m", "Ct_sum", "to_steady", "steady.th_SERT", "S_at", "q_at", "R_at", "points"),
    *("pH_at", "side_index"),
)
LABELS = (PERSON, *uncertainty.UP, *uncertainty.DOWN)


def compute(setup: Setup, regimens: Regimens, reach: Mapping[str, float]) -> Computed:
    """The reference patient of each row's drug and dose, with the nudges of the intervals."""
    shares = tuple(reach.items())
    pairs = list(zip(regimens.drug.tolist(), regimens.dose.tolist(), strict=True))
    distinct = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    found = [_one(setup, shares, *pair) for pair in distinct]
    values = {key: np.concatenate([each[key] for each in found], axis=1) for key in KEYS}
    if len(distinct) == 1:
        shape = (len(LABELS), len(pairs))
        values = {key: np.broadcast_to(x, (*shape, x.shape[2])) for key, x in values.items()}
    else:
        rows = np.array([distinct[pair] for pair in pairs])
        values = {key: each[:, rows] for key, each in values.items()}
    return Computed({label: index for index, label in enumerate(LABELS)}, values)


@lru_cache(maxsize=4096)
def _one(
    setup: Setup, reach: tuple[tuple[str, float], ...], drug: int, dose: float
) -> dict[str, Floats]:
    """By key an array of the shape (labels, 1, width)."""
    person = chain.reference_rows(setup, np.array([drug]), np.array([dose]))
    person = replace(person, reach=dict(reach))
    variants = Variants(setup.knowledge.parameters, person, LABELS)
    uncertainty.nudge(variants)
    values = chain.simulate(setup, variants.rows(), KEYS)
    return dict(Computed.of(variants, values).values)
