"""The steps of a case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pgx.cases.schema.answers import CurvePrediction, FollowUp, NumberPrediction, Predict
from pgx.cases.schema.base import Belief, Feedback, Identifier, Prose
from pgx.cases.schema.branches import Stop


class History(Stop):
    """Who the person is, and what happened."""

    kind: Literal["history"]
    text: Prose


class Test(Feedback):
    """A test that can be ordered, and what ordering it shows."""

    id: Identifier
    name: Prose
    markers: list[str] = Field(description="Names of markers; may be empty.")
    turnaround: Prose
    cost: Prose
    limits: Prose
    misconception: Belief | None = None


class Nothing(Feedback):
    """What ordering no test shows."""

    misconception: Belief | None = None


class Order(Stop):
    """Which tests to order: what is not ordered stays not tested."""

    kind: Literal["order"]
    text: Prose
    tests: Annotated[list[Test], Field(min_length=1, max_length=6)]
    wanted: list[Identifier] = Field(description="Ids of tests; empty where none answers it.")
    nothing: Nothing


class RunModel(Stop):
    """The prediction against the model, station by station."""

    kind: Literal["run"]
    of: Identifier = Field(description="The predict step whose answer it shows.")
    text: Prose
    run: str = Field(default="main", description="Which of the case's runs is shown.")
    stations: list[str] = []
    series: list[str] = []


class Regimen(Stop):
    """Which drug, judged by the guideline statement or by nobody."""

    kind: Literal["regimen"]
    ask: Prose
    drugs: Annotated[list[str], Field(min_length=2)]
    judged: Literal["guideline", "nobody"]
    feedback: dict[str, Prose] = Field(description="By guideline category.")


class Explain(Stop):
    """Which links carry the effect, judged by their contributions."""

    kind: Literal["explain"]
    ask: Prose
    links: Annotated[list[str], Field(min_length=2)]
    expert: Prose
    run: str = Field(default="main", description="The run whose contributions judge it.")


class Debrief(Stop):
    """What the run showed, what nobody knows, where next."""

    kind: Literal["debrief"]
    shown: Prose
    unknown: Prose
    next: Prose


Step = Annotated[
    History | Order | Predict | RunModel | Regimen | Explain | FollowUp | Debrief,
    Field(discriminator="kind"),
]
Numeric = NumberPrediction | CurvePrediction
