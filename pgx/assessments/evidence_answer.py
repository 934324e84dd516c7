"""The answer of the evidence switch, as plain records that become JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pgx.assessments.answer import Document, ReleaseAnswer

Status = Literal["solved", "none does", "no odds ratio published"]


@dataclass(frozen=True)
class PublishedAnswer:
    """The association as its authors print it; no odds ratio where they print none."""

    row: str
    contrast: str
    outcome: str
    drug: str
    population: str
    odds_ratio: float | None
    low: float | None
    high: float | None
    p_value: str
    n: str
    reference: str
    citation: str
    confidence: str
    note: str


@dataclass(frozen=True)
class ModelledAnswer:
    """An effect as ln and as the factor that it is, with the odds ratio that it gives."""

    effect: float
    factor: float
    odds_ratio: float


@dataclass(frozen=True)
class EvidenceAnswer(Document):
    """What a published odds ratio asks of a modifier, beside what the release has.

    `solved` gives the odds ratio asked for; where none within the bounds does, `nearest` is
    the one that comes nearest. `asked` is the published one, or it shrunk by `shrinkage`
    (lambda, on its ln).
    """

    release: ReleaseAnswer
    gene: str
    modifier: str
    status: Status
    shrunk: bool
    symbols: list[str]
    unit: str
    low: float
    high: float
    drug: str
    dose_mg_per_day: float
    outcome: str
    day: float
    genotype: str
    against: str
    grade: str
    shrinkage: float
    published: PublishedAnswer
    null: PublishedAnswer | None
    asked: float | None
    solved: ModelledAnswer | None
    nearest: ModelledAnswer | None
    shipped: ModelledAnswer
    caveat: str
    words: list[str]
