"""Sentences around the category, and flags beside the numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pgx.science.knowledge import Confidence


@dataclass(frozen=True)
class Reason:
    """A sentence, the layer it belongs to, and the rows of the knowledge base under it."""

    layer: Literal["guideline", "model", "genotype", "caution"]
    """Where it comes from: published guidance, the model, the genotype, or plain safety."""
    text: str
    """The sentence."""
    rows: tuple[str, ...] = ()
    """Addresses of the knowledge rows under it."""
    reference: str = ""
    """Key of the reference of the row that says it; empty where several or none do."""
    confidence: Confidence | Literal[""] = ""
    """How sure Raphe is of that row; empty where several or none say it."""


@dataclass(frozen=True)
class Reasoning:
    """What stands around the category of one row, each list in the order of reading."""

    reasons: tuple[Reason, ...]
    """Why this category, the weightiest first."""
    would_change: tuple[Reason, ...]
    """The smallest changes of genotype that give another category, or that there is none."""
    not_known: tuple[Reason, ...]
    """What was not tested, and what nobody knows."""
    caveats: tuple[Reason, ...]
    """Safety that no gene replaces."""
    barriers: tuple[Reason, ...]
    """What stands between a test and its use."""


@dataclass(frozen=True)
class FlagAnswer:
    """Something a reader must know beside the numbers."""

    code: str
    """A stable word for it, such as `co_medication_not_checked` or `dose_outside_label`."""
    message: str
    """The same in a sentence."""
    rows: list[str] = field(default_factory=list)
    """Addresses of the knowledge rows that it rests on."""
