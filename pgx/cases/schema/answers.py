"""Steps at which a learner answers: predict, follow-up, and their options."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pgx.cases.schema.base import (
    Belief,
    BeliefFeedback,
    Feedback,
    Finite,
    Identifier,
    Part,
    Prose,
    ValueName,
)
from pgx.cases.schema.branches import Stop

Series = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Week = Annotated[int, Field(ge=0, le=12)]


class Option(Feedback):
    """An answer to choose: the right one, or one that shows a belief."""

    id: Identifier
    text: Prose
    right: Literal[True] | None = None
    misconception: Belief | None = None

    @model_validator(mode="after")
    def _right_or_a_belief(self) -> Self:
        if bool(self.right) == bool(self.misconception):
            raise ValueError("give exactly one of right: true and misconception")
        return self


Options = Annotated[list[Option], Field(min_length=3, max_length=3)]


class Prediction(Stop):
    """What a learner commits to before the model runs."""

    kind: Literal["predict"]
    ask: Prose
    hints: list[Prose] = Field(default=[], description="Only where the case's help is `gaps`.")
    worked: list[Prose] = Field(
        default=[],
        description="Where the help is `worked`: an expert's way through a like problem.",
    )


class OptionPrediction(Prediction):
    """A prediction by one of three options."""

    form: Literal["option"]
    options: Options


class Scale(Part):
    """The field into which numbers are put, in the units that are shown."""

    low: Finite
    high: Finite

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low >= self.high:
            raise ValueError(f"low {self.low:g} is not below high {self.high:g}")
        return self


class Recognised(Scale):
    """A number that is recognised: the right one, a belief's, or another."""

    known: ValueName | None = Field(default=None, description="What the learner starts from.")
    factor: ValueName | None = Field(default=None, description="What changed, for the rules.")
    beliefs: Annotated[list[BeliefFeedback], Field(min_length=1)]
    right: Feedback
    other: Feedback


class NumberPrediction(Prediction, Recognised):
    """A prediction by a number."""

    form: Literal["number"]
    value: ValueName


class CurvePrediction(Prediction, Recognised):
    """A prediction by a curve over the weeks, judged at one of them."""

    form: Literal["curve"]
    series: Series = Field(description="A series of the course, such as `bdnf`.")
    weeks: Annotated[list[Week], Field(min_length=2)]
    at: Week

    @model_validator(mode="after")
    def _weeks_in_order(self) -> Self:
        if self.weeks != sorted(set(self.weeks)) or self.at not in self.weeks:
            raise ValueError("the weeks rise, and `at` is one of them")
        return self


class FollowUp(Stop):
    """A visit: the average course up to a week, new facts, and what can be concluded."""

    kind: Literal["follow-up"]
    week: Literal[2, 4, 8]
    series: Series = "points_over_placebo"
    text: Prose
    ask: Prose
    options: Options


Predict = Annotated[
    OptionPrediction | NumberPrediction | CurvePrediction, Field(discriminator="form")
]
