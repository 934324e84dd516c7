"""Where a step leads."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from pgx.cases.schema.base import Belief, Condition, Finite, Identifier, Part, Prose, ValueName


class When(Part):
    """When a branch is taken: by the step's answer, by the belief it shows, or by a value."""

    answer: str | None = Field(
        default=None,
        description="An option, a test, a drug; `right`, `wrong`, `other`; `nothing`, `wanted`.",
    )
    belief: Belief | None = None
    value: ValueName | None = None
    above: Finite | None = None
    below: Finite | None = None
    is_: str | None = Field(default=None, alias="is")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(each is not None for each in (self.answer, self.belief, self.value)) != 1:
            raise ValueError("give exactly one of answer, belief and value")
        if self.value is None and (self.above, self.below, self.is_) != (None, None, None):
            raise ValueError("above, below and is go with a value")
        if self.value is not None:
            self.condition  # noqa: B018 - refuses what a condition refuses
        return self

    @property
    def condition(self) -> Condition:
        """What the value must be."""
        asked = {"value": self.value, "above": self.above, "below": self.below, "is": self.is_}
        return Condition.model_validate(asked)


class Branch(Part):
    """A later step, and when to go there; without `when`, whenever none before it holds."""

    when: When | None = None
    go: Identifier


class Stop(Part):
    """What every step has."""

    id: Identifier
    title: Prose
    then: list[Branch] = Field(
        default=[], description="The first that holds; else the next step. Only forward."
    )
