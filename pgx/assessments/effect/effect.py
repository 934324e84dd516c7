"""The effect of one knowledge base in place of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pgx.assessments.effect.answers import Answered, Answers, Refused, answers
from pgx.assessments.effect.moves import PanelMove, move
from pgx.assessments.effect.reference import ReferencePanel, reference_panels
from pgx.assessments.effect.table import TableChange, changes, table
from pgx.science.knowledge import Knowledge

Unanswered = tuple[ReferencePanel, str]  # a panel, and why it is not answered


@dataclass(frozen=True)
class Effect:
    """What moves in the reference panels, the largest move first, and in the validation table.

    `lost` are panels that only the old side answers, with the new one's reason; `regained` those
    that only the new side answers.
    """

    panels: int
    moves: tuple[PanelMove, ...]
    lost: tuple[Unanswered, ...]
    regained: tuple[Unanswered, ...]
    table: tuple[TableChange, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether no result and no number of the table moves."""
        return not (self.moves or self.lost or self.regained or self.moved_numbers)

    @property
    def moved(self) -> int:
        """How many panels are answered otherwise, or on one side only."""
        return len(self.moves) + len(self.lost) + len(self.regained)

    @cached_property
    def by_quantity(self) -> Mapping[str, int]:
        """How many panels move in each quantity, the most first."""
        return dict(Counter(name for each in self.moves for name in each.quantities).most_common())

    @cached_property
    def by_drug(self) -> Mapping[str, tuple[PanelMove, ...]]:
        """The moves of each drug; that with the largest move first."""
        found: dict[str, list[PanelMove]] = {}
        for each in self.moves:
            found.setdefault(each.panel.drug, []).append(each)
        return {drug: tuple(each) for drug, each in found.items()}

    @cached_property
    def moved_numbers(self) -> tuple[TableChange, ...]:
        """The numbers of the validation table that move, appear or go."""
        return tuple(each for each in self.table if each.moves)


def forget() -> None:
    """Drop what is kept of any knowledge base: to measure what it costs."""
    answers.cache_clear()
    table.cache_clear()


def effect(before: Knowledge, after: Knowledge) -> Effect:
    """What moves where `after` stands in place of `before`."""
    panels = reference_panels()
    old, new = answers(before, panels), answers(after, panels)
    return Effect(
        len(panels),
        tuple(sorted(_moves(panels, old, new), key=_size, reverse=True)),
        _only(panels, old, new),
        _only(panels, new, old),
        tuple(changes(table(before), table(after))),
    )


def _size(each: PanelMove) -> tuple[bool, float]:
    return each.size


def _moves(panels: Iterable[ReferencePanel], old: Answers, new: Answers) -> list[PanelMove]:
    found = []
    for panel in panels:
        before, after = old[panel.subject], new[panel.subject]
        if isinstance(before, Answered) and isinstance(after, Answered):
            found.append(move(panel, before, after))
    return [each for each in found if each]


def _only(panels: Iterable[ReferencePanel], one: Answers, other: Answers) -> tuple[Unanswered, ...]:
    """The panels that only one side answers, with the reason of the other."""
    return tuple(
        (panel, why.reason)
        for panel in panels
        for why in [other[panel.subject]]
        if isinstance(why, Refused) and isinstance(one[panel.subject], Answered)
    )
