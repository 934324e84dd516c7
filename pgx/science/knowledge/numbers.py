"""Numbers with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Confidence = Literal["verified", "recalled", "calibrated", "illustrative"]

# From the strongest to the weakest; of two words the weaker stands.
CONFIDENCES: tuple[Confidence, ...] = ("verified", "recalled", "calibrated", "illustrative")


@dataclass(frozen=True)
class Number:
    """One value of the knowledge base with the row that says where it comes from."""

    row: str  # table/key
    value: float
    unit: str
    reference: str
    confidence: Confidence
    meaning: str = ""
    sd: float | None = None


@dataclass(frozen=True)
class Interval:
    """A range of numbers; `high` None means no upper bound.

    >>> 2.25 in Interval.parse(">2.25"), 2.5 in Interval.parse("(2.25, 2.5]")
    (False, True)
    """

    low: float
    high: float | None
    with_low: bool
    with_high: bool

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read "(2.25, 2.5]" or ">2.25"; ValueError where the text is neither."""
        if text.startswith(">"):
            return cls(float(text[1:]), None, with_low=False, with_high=False)
        low, high = text[1:-1].split(",")
        return cls(float(low), float(high), text[0] == "[", text[-1] == "]")

    def __contains__(self, number: float) -> bool:
        above = number >= self.low if self.with_low else number > self.low
        if self.high is None:
            return above
        return above and (number <= self.high if self.with_high else number < self.high)


@dataclass(frozen=True)
class Reference:
    """A source."""

    reference: str
    citation: str
    doi: str
    pmid: str


@dataclass(frozen=True)
class Parameters:
    """The model's parameters: `p.phi_S` is the value, `p.number("phi_S")` the whole row."""

    numbers: Mapping[str, Number]

    def number(self, symbol: str) -> Number:
        """The row of a parameter; KeyError where there is none."""
        return self.numbers[symbol]

    def __getattr__(self, symbol: str) -> float:
        try:
            return self.numbers[symbol].value
        except KeyError:
            raise AttributeError(f"no parameter {symbol}") from None
