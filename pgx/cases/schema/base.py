"""What the parts of a case file share: kinds of text, feedback, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from pgx.cases.names import NoSuchName, parse

Path = tuple[str | int, ...]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Belief = Annotated[str, Field(pattern=r"^M\d\d$", description="A key of `misconceptions`.")]
Finite = Annotated[float, Field(allow_inf_nan=False)]
HOLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


class Prose(str):
    """A text for learners: plain paragraphs in which `{{name}}` stands for a value."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text that is not empty, and whose names can be read."""
        text = core_schema.str_schema(min_length=1, max_length=4000, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls._read, text)

    @classmethod
    def _read(cls, text: str) -> Self:
        for name in holes(text):
            parse(name)
        if left := re.search(r"\{\{|\}\}", HOLE.sub("", text)):
            raise NoSuchName(left[0], f"{left[0]} has no partner: a value is written {{{{name}}}}")
        return cls(text)


class ValueName(str):
    """The name of a value, as it stands between braces in a text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A name that can be read."""
        return core_schema.no_info_after_validator_function(cls._read, core_schema.str_schema())

    @classmethod
    def _read(cls, text: str) -> Self:
        parse(text)
        return cls(text)


def holes(text: str) -> list[str]:
    """The names in the braces of a text."""
    return [found.strip() for found in HOLE.findall(text)]


class Part(BaseModel):
    """A part of a case file: no key beside those that it names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Feedback(Part):
    """What is said once an answer is stored, and the values that go with it."""

    feedback: Prose = Field(description="What was assumed, and what contradicts or confirms it.")
    shows: list[ValueName] = Field(default=[], description="Values that stand beside it.")


class BeliefFeedback(Feedback):
    """What is said to whoever seems to hold a belief."""

    misconception: Belief


class Condition(Part):
    """What a value must be: a number above or below another, or a word."""

    value: ValueName
    above: Finite | None = Field(default=None, description="In the value's own unit.")
    below: Finite | None = None
    is_: str | None = Field(default=None, alias="is", description="A word, such as a category.")

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        numbers = self.above is not None or self.below is not None
        if numbers == (self.is_ is not None):
            raise ValueError("give above or below (or both), or is")
        return self


def strings(part: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a part of a case, with the path that leads there."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            yield from strings(getattr(part, name), (*path, field.alias or name))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from strings(value, (*path, key))
    elif isinstance(part, Sequence):
        for place, value in enumerate(part):
            yield from strings(value, (*path, place))


def prose(part: Any, path: Path = ()) -> Iterator[tuple[Path, Prose]]:
    """Every text for learners in a part of a case."""
    return ((at, text) for at, text in strings(part, path) if isinstance(text, Prose))


def value_names(part: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every name of a value in a part of a case, those in texts too."""
    for at, text in strings(part, path):
        if isinstance(text, ValueName):
            yield at, text
        elif isinstance(text, Prose):
            yield from ((at, name) for name in holes(text))
