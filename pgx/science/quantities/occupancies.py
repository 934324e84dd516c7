"""Occupancies of the reference patient at steady state, and the dose for one."""

from __future__ import annotations

import numpy as np

from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.knowledge import Observation
from pgx.science.occupancy import SYMBOLS
from pgx.science.quantities.base import Found, quantity, read, rows

DOSES = np.geomspace(1e-4, 10, 4001)  # of the reference dose, to look one up


@quantity("occupancy")
def occupancy(setup: Setup, row: Observation) -> float:
    """Occupied fraction of a target."""
    return float(read(setup, row, key(row.given["target"]))[0])


@quantity("occupancy difference")
def difference(setup: Setup, row: Observation) -> Found:
    """Occupied fraction of one target less that of another."""
    parts = tuple(float(read(setup, row, key(row.given[x]))[0]) for x in ("target", "less"))
    return Found(parts[0] - parts[1], parts)


@quantity("dose for occupancy")
def dose_for(setup: Setup, row: Observation) -> float:
    """The daily dose that occupies a fraction of a target; mg. NaN where none does."""
    drug, wanted = row.drugs[0], key(row.given["target"])
    usual = setup.knowledge.drugs[drug].value("reference_dose")
    doses = DOSES * usual
    occupied = chain.simulate(setup, rows(setup, [drug], doses.tolist(), [""]), (wanted,))
    asked = float(row.given["occupied"])
    return float(np.interp(asked, occupied[wanted][:, 0], doses, left=np.nan, right=np.nan))


def key(target: str) -> str:
    """The steady occupancy of a target."""
    return f"steady.th_{SYMBOLS[target]}"
