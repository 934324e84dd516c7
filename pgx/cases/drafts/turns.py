"""Answers on the ways through a case, and the steps at which they are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pgx.cases.drafts.answering import Possible
from pgx.cases.schema import Step


class Taken(NamedTuple):
    """A step of a way, and what is answered there."""

    step: str
    answer: Possible


Path = tuple[Taken, ...]
NO_STEP: Path = ()


@dataclass(frozen=True)
class Turn:
    """An answer of a step: how it is judged, and where it leads; None after the debrief."""

    path: Path
    right: bool | None
    beliefs: tuple[str, ...]
    leads: str | None

    @property
    def words(self) -> str:
        """The answer in words."""
        return self.path[-1].answer.words

    @property
    def before(self) -> list[str]:
        """What was answered before, in words."""
        return [each.answer.words for each in self.path[:-1] if each.answer.sent]

    @property
    def kind(self) -> tuple[object, ...]:
        """What tells it from other turns of the step, whichever way came before."""
        return self.words, self.right, self.beliefs, self.leads


@dataclass(frozen=True)
class Stopover:
    """A step, a way that reaches it, and its answers."""

    step: Step
    path: Path
    turns: list[Turn] = field(default_factory=list)

    @property
    def told_apart(self) -> Iterator[tuple[Turn, str]]:
        """The turns; with what came before, where another one has the same words."""
        often = Counter(turn.words for turn in self.turns)
        for turn in self.turns:
            yield turn, "; ".join(turn.before) if often[turn.words] > 1 else ""
