"""A file of test items: one belief, in several dresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pgx.cases.schema.answers import Option, Options, Series
from pgx.cases.schema.base import Belief, Condition, Identifier, Part, Path, Prose, ValueName
from pgx.cases.schema.case import Person, Run

Step = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$")]


class Row(Part):
    """A line of a table or of a dot chart: its label, and its values."""

    label: Prose
    values: Annotated[list[ValueName], Field(min_length=1, max_length=4)]


class Table(Part):
    """A table: a head of each column but the first, and the lines."""

    kind: Literal["table"]
    caption: Prose
    head: Annotated[list[Prose], Field(min_length=1, max_length=4)]
    rows: Annotated[list[Row], Field(min_length=1, max_length=6)]


class Dots(Part):
    """Values on one scale, a dot each; all have the same unit, and each row one value."""

    kind: Literal["dots"]
    caption: Prose
    rows: Annotated[list[Row], Field(min_length=2, max_length=6)]


class CourseOf(Part):
    """The course of a series over twelve weeks: this panel's mean beside the reference's."""

    kind: Literal["course"]
    caption: Prose
    run: Identifier = "main"
    series: Series


class Report(Part):
    """A laboratory's report, line by line."""

    kind: Literal["report"]
    caption: Prose
    lines: Annotated[list[Prose], Field(min_length=1, max_length=6)]


Picture = Annotated[Table | Dots | CourseOf | Report, Field(discriminator="kind")]


class Dress(Part):
    """In which dress an item puts its belief, so that no two of a belief look alike."""

    drug: str = Field(default="", description="The drug it speaks of, if it does.")
    gene: str = Field(default="", description="The gene it speaks of, if it does.")


class Item(Part):
    """A question of a test: one belief in one dress, three options alike in length.

    `taught_by` names the steps of cases (`case/step`) whose feedback or debrief teaches it.
    """

    id: Identifier
    use: Literal["test", "review"]
    dress: Dress
    person: Person = Person(age=40)
    runs: dict[Identifier, Run] = {}
    must_hold: list[Condition] = []
    ask: Prose
    picture: Picture | None = None
    options: Options
    taught_by: Annotated[list[Step], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if sum(bool(each.right) for each in self.options) != 1:
            raise ValueError("exactly one option is right")
        return self

    @property
    def order(self) -> None:
        """An item orders no test: its panel is known."""
        return

    def options_by_place(self) -> Iterator[tuple[Path, list[Option]]]:
        """Its options, with the path that leads there."""
        yield ("options",), self.options


class ItemFile(Part):
    """All items of a belief: three or more for tests, one or more for review."""

    belief: Belief
    items: Annotated[list[Item], Field(min_length=4, max_length=12)]


class PublishedItem(Part):
    """An item as it is published: by itself, with its belief."""

    belief: Belief
    item: Item
