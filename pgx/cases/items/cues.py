"""Players who know nothing and go by a cue: how often they are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pgx.cases.checks.words import HEDGES
from pgx.cases.schema import Item

ABSOLUTE = re.compile(r"\b(always|never|all|none|only|every|entirely|completely)\b", re.I)
CHANCE, OVER_CHANCE = 1 / 3, 0.10

Read = tuple[Item, Sequence[str]]  # an item, and its options as they are read
Player = Callable[[Sequence[str]], list[bool]]


def _first(options: Sequence[str]) -> list[bool]:
    return [place == 0 for place in range(len(options))]


def _longest(options: Sequence[str]) -> list[bool]:
    longest = max(map(len, options))
    return [len(each) == longest for each in options]


def _shortest(options: Sequence[str]) -> list[bool]:
    shortest = min(map(len, options))
    return [len(each) == shortest for each in options]


def _middle(options: Sequence[str]) -> list[bool]:
    ranked = sorted(map(len, options))
    return [len(each) == ranked[len(ranked) // 2] for each in options]


def _hedged(options: Sequence[str]) -> list[bool]:
    return [bool(HEDGES.search(each)) for each in options]


def _not_absolute(options: Sequence[str]) -> list[bool]:
    return [not ABSOLUTE.search(each) for each in options]


PLAYERS: Mapping[str, Player] = {
    "first": _first,
    "longest": _longest,
    "shortest": _shortest,
    "middle": _middle,
    "hedged": _hedged,
    "not absolute": _not_absolute,
}


def right(item: Item, options: Sequence[str], player: Player) -> float:
    """How often a player is right: one of what the cue leaves; of all where it leaves none."""
    keys = [bool(option.right) for option in item.options]
    chosen = player(options)
    left = [key for key, is_left in zip(keys, chosen, strict=True) if is_left] or keys
    return sum(left) / len(left)


def scores(read: Sequence[Read]) -> dict[str, float]:
    """The mean score of each player over items."""
    many = len(read) or 1
    return {
        name: sum(right(item, options, player) for item, options in read) / many
        for name, player in PLAYERS.items()
    }
