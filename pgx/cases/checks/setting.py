"""What the checks of a case know beside the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pgx.cases.errors import Flaw
from pgx.cases.ground import Ground
from pgx.cases.numbers import names_with_digits
from pgx.cases.schema import Asked, Case
from pgx.cases.topics import Topic
from pgx.cases.values import Values, values_of


@dataclass(frozen=True, eq=False)
class Setting:
    """A release with its rows, and the topics."""

    ground: Ground
    topics: Sequence[Topic]
    _last: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names with digits that a text may hold."""
        return names_with_digits(self.ground.knowledge)

    def values(self, case: Asked) -> Values:
        """The values of a case with everything tested; its runs are asked once."""
        if self._last.get("case") is not case:
            self._last.update(case=case, values=values_of(case, self.ground))
        return self._last["values"]


CaseCheck = Callable[[Case, Setting], Iterator[Flaw]]
Check = Callable[[Asked, Setting], Iterator[Flaw]]
