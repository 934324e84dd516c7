"""What every table shares: kinds of cells, a row with its key, a row with its source."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PrivateAttr,
)

from pgx.science.knowledge import Confidence

LONGEST_KEY = 500  # characters; PostgreSQL's index takes 2,700 bytes

Text = Annotated[str, Field(min_length=1)]
Note = Annotated[str, Field(description="What a reader must know beside.")]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
# -0.0 becomes 0.0: PostgreSQL keeps no negative zero, and the hash would differ.
NoMinusZero = AfterValidator(lambda value: value + 0.0)
Finite = Annotated[float, Field(allow_inf_nan=False), NoMinusZero]
Fraction = Annotated[float, Field(ge=0, le=1), NoMinusZero]
Count = Annotated[int, Field(ge=0, le=2)]  # of an allele


def empty_as_none(value: Any) -> Any:
    """An empty cell is no value."""
    return None if value == "" else value


def _split(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _yes_no(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value)


OptionalPositive = Annotated[Positive | None, BeforeValidator(empty_as_none)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False), NoMinusZero]
OptionalNotNegative = Annotated[NotNegative | None, BeforeValidator(empty_as_none)]
OptionalFinite = Annotated[Finite | None, BeforeValidator(empty_as_none)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split), PlainSerializer("; ".join)]
Days = Annotated[
    tuple[NotNegative, ...],
    BeforeValidator(_split),
    PlainSerializer(lambda days: "; ".join(f"{day:g}" for day in days)),
]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), PlainSerializer(lambda value: "yes" if value else "no")
]


class Table(BaseModel):
    """A row of a table; `KEY` are the columns that together name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    KEY: ClassVar[tuple[str, ...]]
    _line: int = PrivateAttr(default=0)

    @property
    def line(self) -> int:
        """The line of its file on which the row starts; 0 where it comes from no file."""
        return self._line

    def at(self, line: int) -> Self:
        """The same row, which knows its line."""
        self._line = line
        return self

    @property
    def key(self) -> str:
        """The row's name inside its table."""
        parts = [getattr(self, column) for column in self.KEY]
        return "|".join("; ".join(part) if isinstance(part, tuple) else str(part) for part in parts)


class Sourced(Table):
    """A row with a source and a confidence."""

    reference: Text = Field(description="Where it comes from: a key of `references`.")
    confidence: Confidence = Field(
        description="How sure it is: `verified` (the text was seen), `recalled` (from memory), "
        "`calibrated` (solved so that a stated observation is met) or `illustrative` (a "
        "modelling choice)."
    )
