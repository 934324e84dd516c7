"""The order in which somebody meets things to choose from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def shuffled(things: Sequence[Thing], seed: int, name: str) -> list[Thing]:
    """Things in the order that a seed gives them under a name: the same one every time."""
    chance = random.Random(f"{seed} {name}")  # noqa: S311 - no secret
    return chance.sample(things, len(things))
