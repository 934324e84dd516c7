"""What a case and a test item share: a person, questions to the model, options to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pgx.cases.schema.answers import Option
from pgx.cases.schema.base import Condition, Path
from pgx.cases.schema.case import Person, Run
from pgx.cases.schema.steps import Order


class Asked(Protocol):
    """Something whose texts speak of what the model says of a person."""

    @property
    def person(self) -> Person:
        """The invented person."""

    @property
    def runs(self) -> Mapping[str, Run]:
        """The questions to the model."""

    @property
    def must_hold(self) -> Sequence[Condition]:
        """What it stands on."""

    @property
    def order(self) -> Order | None:
        """The step that orders tests, where there is one."""

    def options_by_place(self) -> Iterator[tuple[Path, Sequence[Option]]]:
        """Its options, question by question, with the path that leads there."""
