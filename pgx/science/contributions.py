"""Contributions of the modifier groups to the relative response, which sum exactly.

Explained is ln of resilience at the horizon, because modifiers multiply (model.md 9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pgx.science.exposure import Floats
from pgx.science.modifiers import GROUPS, Genetics
from pgx.science.variants import PERSON, Computed, Variants

REFERENCE = "reference"
# On the way from the reference to the person, after so many groups in either order.
FORWARD = tuple(("forward", switched) for switched in range(1, len(GROUPS)))
REVERSE = tuple(("reverse", switched) for switched in range(1, len(GROUPS)))


@dataclass(frozen=True)
class Contributions:
    """Parts of ln(resilience / reference) by modifier group; each of the shape (subjects,).

    They sum to `total`. Both are NaN where there is no drug effect to explain.
    """

    groups: dict[str, Floats]
    total: Floats


def switch(variants: Variants, reference: Genetics) -> None:
    """Give the labels on the way the reference's values for the groups not yet switched."""
    for place, label in variants.places():
        match label:
            case "reference":
                left: tuple[str, ...] = GROUPS
            case ("forward", int(switched)):
                left = GROUPS[switched:]
            case ("reverse", int(switched)):
                left = GROUPS[: len(GROUPS) - switched]
            case _:
                continue
        for group in left:
            variants.take_group(place, group, reference)


def contributions(computed: Computed) -> Contributions:
    """The mean of each group's step in the forward and in the reverse order.

    Telescoping makes the sum exact.
    """
    forward, reverse = (_logs(computed, way) for way in (FORWARD, REVERSE))
    parts = (np.diff(forward, axis=0) + np.diff(reverse, axis=0)[::-1]) / 2
    total = forward[-1] - forward[0]
    return Contributions(dict(zip(GROUPS, parts, strict=True)), total)


def _logs(computed: Computed, way: tuple[tuple[str, int], ...]) -> Floats:
    """ln of resilience at the horizon from reference to person; shape (steps, subjects)."""
    end = computed.at("R_at", (REFERENCE, *way, PERSON))[:, :, -1]
    return np.log(end, out=np.full_like(end, np.nan), where=end > 0)
