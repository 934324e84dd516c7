"""What other medicines do beside a drug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pgx.science.knowledge.numbers import Confidence, Number

# How strongly a medicine inhibits an enzyme, the strongest first.
STRENGTHS = ("strong", "moderate", "weak")


@dataclass(frozen=True)
class CoMedication:
    """One thing that a medicine does beside a drug; a medicine can have several.

    `enzyme` names several for an inducer, with semicolons between.
    """

    name: str
    effect: Literal["inhibitor", "inducer", "mao_inhibitor", "serotonergic", "qt"]
    enzyme: str
    strength: str  # of an inhibitor: one of STRENGTHS
    note: str
    row: str
    reference: str
    confidence: Confidence


@dataclass(frozen=True)
class Conversion:
    """What an inhibitor of a strength makes of a phenotype, or of an activity score."""

    gene: str
    strength: str
    converts_from: str  # a phenotype, or "any"
    converts_to: str  # empty where the score decides, or where nothing changes
    score_factor: float | None
    rule: str
    row: str
    reference: str
    confidence: Confidence

    @property
    def acts(self) -> bool:
        """Whether it changes anything: a weak inhibitor does not, and is only named."""
        return bool(self.converts_to) or self.score_factor not in (None, 1)

    @property
    def number(self) -> Number:
        """The rule as a source of a level: its factor, or 1 where a rule without one was used."""
        unit = "rule" if self.score_factor is None else "factor on the activity score"
        value = 1.0 if self.score_factor is None else self.score_factor
        meaning = f"phenoconversion, {self.strength} inhibitor of {self.gene}: {self.rule}"
        return Number(self.row, value, unit, self.reference, self.confidence, meaning)
