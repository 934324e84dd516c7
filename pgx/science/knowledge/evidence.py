"""Studies and observations, and what no gene replaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pgx.science.knowledge.numbers import Confidence

# What a study compares: response after eight weeks, remission after twelve.
Outcome = Literal["response", "non-response", "remission", "non-remission"]

# Safety that no gene replaces; what stands between a test and its use; what is not known.
CautionKind = Literal["caution", "barrier", "unknown"]

# How a number lies to its band: between the ends, or beyond the only one.
Relation = Literal["within", "above", "below"]

# C: used to fit the model, so a pass is no evidence; O: not used; the others need no data.
Use = Literal["C", "O", "by construction", "exact", "numerical"]


@dataclass(frozen=True)
class Association:
    """A published association of a variant with an outcome, as its authors print it."""

    association: str
    gene: str
    variant: str
    contrast: str
    outcome: str
    drug: str
    population: str
    odds_ratio: float | None  # None where another measure, or none, is published
    low: float | None  # of the 95 % interval
    high: float | None
    p_value: str
    n: str
    note: str
    reference: str
    confidence: Confidence
    row: str


@dataclass(frozen=True)
class EvidenceTarget:
    """The association that a modifier's effect can be solved for (model.md 8).

    The odds of the outcome with `count` over those with `against`; the effect stands for the
    parameters `symbols` together, and is looked for between `low` and `high`.
    """

    modifier: str
    association: Association
    outcome: Outcome
    count: int
    against: int
    symbols: tuple[str, ...]
    low: float
    high: float
    null: Association | None  # a meta-analysis that found no association
    caveat: str
    row: str


@dataclass(frozen=True)
class Caution:
    """A sentence that stands beside an answer, whatever the genotypes say.

    `about` names what it is shown with: drugs, classes, genes, effects of co-medications,
    `any` or `under_25`.
    """

    caution: str
    kind: CautionKind
    about: tuple[str, ...]
    text: str
    reference: str
    confidence: Confidence
    row: str


@dataclass(frozen=True)
class Observation:
    """A number that the whole model is held against, and what it takes to compute it.

    `people` and `against` name persons by what differs from the reference patient; `given`
    has what the quantity needs beside them. `low` and `high` are in `unit`.
    """

    number: int
    part: str
    observation: str
    quantity: str
    drugs: tuple[str, ...]
    dose_mg: float | None  # None: the reference dose
    day: float | None
    people: tuple[str, ...]
    against: tuple[str, ...]
    given: Mapping[str, str]
    low: float | None
    high: float | None
    unit: str
    relation: Relation
    dossier: str  # what an independent program gave, with its digits; empty where not printed
    use: Use
    reference: str
    confidence: Confidence
    note: str
    row: str

    @property
    def name(self) -> str:
        """Its place in the validation table: 2a."""
        return f"{self.number}{self.part}"
