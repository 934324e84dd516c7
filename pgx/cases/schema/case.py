"""A case file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from pgx.cases.names import MAIN
from pgx.cases.schema.answers import Option
from pgx.cases.schema.base import Belief, Condition, Identifier, Part, Path, Prose
from pgx.cases.schema.steps import Order, Step

Strand = Literal["plus", "literature"]
Age = Annotated[int, Field(ge=18, le=99)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Person(Part):
    """An invented person."""

    age: Age
    panel: dict[str, str] = Field(default={}, description="Genotype by marker.")
    orientation: dict[str, Strand] | Strand = {}
    co_medications: list[str] = []


class Run(Part):
    """One question to the model: what differs from the person."""

    drug: str
    dose_mg_per_day: Positive | None = None
    panel: dict[str, str] = Field(default={}, description="Markers that differ.")
    co_medications: list[str] | None = None
    mechanism_reaches_symptoms: bool = False
    everything_tested: bool = Field(
        default=False, description="Whether it knows the panel whatever was ordered."
    )


class Case(Part):
    """A case: a person, a belief, a prediction, what the model says, and what nobody knows."""

    case: Identifier = Field(description="The file's name.")
    version: Annotated[int, Field(ge=1)]
    title: Prose
    summary: Prose
    difficulty: Literal["intro", "intermediate", "advanced"]
    help: Literal["worked", "gaps", "bare"]
    minutes: Annotated[int, Field(ge=6, le=10)]
    topics: Annotated[list[Identifier], Field(min_length=1)]
    leads: Belief
    objectives: Annotated[list[Prose], Field(min_length=1)]
    person: Person
    runs: Annotated[dict[Identifier, Run], Field(min_length=1)]
    must_hold: Annotated[list[Condition], Field(min_length=1)]
    no_individual_prediction: bool = False
    sources: Annotated[list[str], Field(min_length=1)]
    steps: Annotated[list[Step], Field(min_length=5, max_length=8)]

    @field_validator("runs")
    @classmethod
    def _has_a_main_run(cls, runs: dict[str, Run]) -> dict[str, Run]:
        if MAIN not in runs:
            raise ValueError("there is no run main")
        return runs

    def step(self, name: str) -> Any:
        """The step of an id. Raises StopIteration where there is none."""
        return next(each for each in self.steps if each.id == name)

    @property
    def order(self) -> Order | None:
        """The step that orders tests, where there is one."""
        return next((each for each in self.steps if isinstance(each, Order)), None)

    def options_by_place(self) -> Iterator[tuple[Path, list[Option]]]:
        """The options of each step that has some, with the path that leads there."""
        for at, step in enumerate(self.steps):
            if options := getattr(step, "options", []):
                yield ("steps", at, "options"), options
