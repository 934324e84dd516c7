"""What differs between two answers to one panel, and by how much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pgx.assessments.effect.answers import Answered
from pgx.assessments.effect.reference import ReferencePanel

SAME = 1e-12  # what two numbers may differ by, of the larger one and at all, and be the same
LEVELS = ("exposure_ratio", "metabolite_ratio")  # the numbers that can be published
MOST = math.inf  # the size of a move from or to nothing


@dataclass(frozen=True)
class NumberMove:
    """A number of an answer before and after; None where nothing was modelled.

    It is published only where it rests on studies on both sides.
    """

    quantity: str
    before: float | None
    after: float | None
    is_published: bool = False

    @property
    def difference(self) -> float | None:
        """After less before; None where one of them is not there."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def ratio(self) -> float | None:
        """After over before; None where there is none, or where it would say nothing."""
        if self.before is None or self.after is None or self.before <= 0 or self.after <= 0:
            return None
        return self.after / self.before

    @property
    def size(self) -> float:
        """How far it moves, of the larger of the two: comparable between quantities."""
        if self.before is None or self.after is None:
            return MOST
        return abs(self.after - self.before) / max(abs(self.before), abs(self.after))


@dataclass(frozen=True)
class WordMove:
    """Words of an answer before and after; empty where there were none. `of` says whose."""

    quantity: Literal["category", "statement", "wording"]
    before: str
    after: str
    of: str = ""


@dataclass(frozen=True)
class PanelMove:
    """A reference panel whose answer moves: the words, the numbers, the sentences beside them."""

    panel: ReferencePanel
    words: tuple[WordMove, ...]
    numbers: tuple[NumberMove, ...]
    appear: tuple[str, ...]
    go: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything moves."""
        return bool(self.words or self.numbers or self.appear or self.go)

    @property
    def quantities(self) -> frozenset[str]:
        """What moves, by name."""
        names = {each.quantity for each in (*self.words, *self.numbers)}
        return frozenset(names | ({"sentences"} if self.appear or self.go else set()))

    @property
    def size(self) -> tuple[bool, float]:
        """For an order: another category is larger than any number."""
        category = any(each.quantity == "category" for each in self.words)
        return category, max((each.size for each in self.numbers), default=0.0)


def move(panel: ReferencePanel, before: Answered, after: Answered) -> PanelMove:
    """What differs between two answers; false where nothing does."""
    return PanelMove(
        panel,
        tuple(_words(before, after)),
        tuple(_numbers(before, after)),
        tuple(text for key, text in after.sentences.items() if key not in before.sentences),
        tuple(text for key, text in before.sentences.items() if key not in after.sentences),
    )


def is_same(one: float | None, other: float | None) -> bool:
    """Whether two numbers differ by no more than arithmetic does."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=SAME, abs_tol=SAME)


def _numbers(before: Answered, after: Answered) -> Iterator[NumberMove]:
    is_published = before.level_is_published and after.level_is_published
    for name, value in after.numbers.items():
        if not is_same(before.numbers[name], value):
            yield NumberMove(name, before.numbers[name], value, is_published and name in LEVELS)


def _words(before: Answered, after: Answered) -> Iterator[WordMove]:
    """Another category; at each body another row, or the same row in other words."""
    if before.category != after.category:
        yield WordMove("category", before.category, after.category)
    for place in dict.fromkeys((*before.statements, *after.statements)):
        rows = [each.statements.get(place, "") for each in (before, after)]
        words = [each.wordings.get(place, "") for each in (before, after)]
        if rows[0] != rows[1]:
            yield WordMove("statement", *rows, of=place)
        elif words[0] != words[1]:
            yield WordMove("wording", *words, of=place)
