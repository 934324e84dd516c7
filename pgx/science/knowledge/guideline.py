"""What guideline bodies say, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pgx.science.knowledge.numbers import Confidence, Interval

# Why two bodies give different advice; or that they agree, or that one of them is silent.
DisagreementKind = Literal[
    "agree",
    "dose form",
    "evidence cut-off",
    "phenotype definition",
    "silent",
    "threshold",
]


@dataclass(frozen=True)
class BodyPhenotype:
    """Where a body classes a result otherwise than the standard tables do."""

    body: str
    gene: str
    by: Literal["phenotype", "functions", "score", "allele"]
    value: str
    becomes: str
    note: str
    row: str


@dataclass(frozen=True)
class Statement:
    """What a guideline body says for one drug and the phenotypes of one or two genes."""

    row: str
    body: str
    document: str  # of a body that speaks in several; else empty
    year: str  # in the source's words: some have no year
    drug: str
    genes: tuple[str, ...]
    keys: tuple[str, ...]
    actions: tuple[str, ...]
    statement: str
    implication: str
    strength: str
    condition: str  # age, dose form, indication; empty where there is none
    dose_form: str
    start_change_pct: str
    maintenance_change_pct: str
    max_dose_mg: float | None
    reference: str
    confidence: Confidence


@dataclass(frozen=True)
class StatementTable:
    """The rows of one body and document for one drug and the same genes, by their keys."""

    body: str
    document: str
    year: str
    drug: str
    genes: tuple[str, ...]
    rows: Mapping[tuple[str, ...], tuple[Statement, ...]]

    @cached_property
    def ranges(self) -> tuple[Mapping[str, Interval], ...]:
        """For each gene the keys that are ranges of scores."""
        keys = [{row[place] for row in self.rows} for place in range(len(self.genes))]
        return tuple(
            {key: Interval.parse(key) for key in sorted(each) if key.startswith(">")}
            for each in keys
        )

    @cached_property
    def by_score(self) -> tuple[bool, ...]:
        """For each gene whether its keys are activity scores."""
        return tuple(bool(each) for each in self.ranges)

    @cached_property
    def advises(self) -> bool:
        """Whether any row changes something or says to start as usual."""
        without = {("no recommendation",), ("silent",)}
        return any(row.actions not in without for rows in self.rows.values() for row in rows)


@dataclass(frozen=True)
class Disagreement:
    """How the bodies split for a drug, a gene and a phenotype, as the dossier tells it."""

    drug: str
    gene: str
    phenotype: str
    kind: DisagreementKind
    drugs: tuple[str, ...]
    panels: tuple[str, ...]
    teaching_point: str
    why_not_computed: str
    row: str
