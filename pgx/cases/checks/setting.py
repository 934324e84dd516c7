"""What the checks of a case know beside the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pgx.cases.errors import Flaw
from pgx.cases.ground import Ground
from pgx.cases.numbers import names_with_digits
from pgx.cases.schema import Case
from pgx.cases.topics import Topic
from pgx.cases.values import Values, values_of


@dataclass(frozen=True, eq=False)
class Setting:
    """A release with its rows, and the topics."""

    ground: Ground
    topics: Sequence[Topic]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names with digits that a text may hold."""
        return names_with_digits(self.ground.knowledge)

    def values(self, case: Case) -> Values:
        """The values of a case with everything tested."""
        return values_of(case, self.ground)


CaseCheck = Callable[[Case, Setting], Iterator[Flaw]]
