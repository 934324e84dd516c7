"""What a knowledge base answers to the reference panels: all of them in one evaluation."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pgx.assessments.effect.reference import ReferencePanel
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Checked, check
from pgx.assessments.reasons import cautions
from pgx.assessments.results import measures
from pgx.assessments.rows import evaluate_checked
from pgx.assessments.wording import flags
from pgx.science.evaluation import Evaluation
from pgx.science.explanation import level_layer
from pgx.science.guideline import Finding
from pgx.science.knowledge import CautionKind, Knowledge

KEPT = 4  # knowledge bases of which the answers are in memory
KINDS: tuple[CautionKind, ...] = ("caution", "unknown", "barrier")


@dataclass(frozen=True)
class Answered:
    """What is compared of a panel's answer.

    `statements` has the rows under what a body says, `wordings` its words, both by body and
    gene. `sentences` are the flags and the caveats of the drug, by what makes each of them one.
    `level_is_published` says whether the level rests on studies alone.
    """

    category: str
    statements: Mapping[str, str]
    wordings: Mapping[str, str]
    sentences: Mapping[Hashable, str]
    numbers: Mapping[str, float | None]
    level_is_published: bool


@dataclass(frozen=True)
class Refused:
    """Why a panel cannot be answered."""

    reason: str


Answers = Mapping[str, Answered | Refused]


@lru_cache(maxsize=KEPT)
def answers(knowledge: Knowledge, panels: tuple[ReferencePanel, ...]) -> Answers:
    """The answer of each panel by its subject, or why there is none.

    Kept for a few, because compiled knowledge never changes.
    """
    asked = {panel.subject: _checked(knowledge, panel) for panel in panels}
    checked = {name: each for name, each in asked.items() if isinstance(each, Checked)}
    found = _evaluated(knowledge, checked) if checked else {}
    refused = {name: each for name, each in asked.items() if isinstance(each, Refused)}
    return {**found, **refused}


def _checked(knowledge: Knowledge, panel: ReferencePanel) -> Checked | Refused:
    try:
        return check(knowledge, panel.question)
    except QuestionRefused as refused:
        return Refused(" ".join(error.message for error in refused.errors))


def _evaluated(knowledge: Knowledge, checked: Mapping[str, Checked]) -> dict[str, Answered]:
    evaluation = evaluate_checked(knowledge, list(checked.values()))
    columns = {name: column.tolist() for name, column in measures(evaluation).items()}
    found = {}
    for row, subject in enumerate(checked):
        numbers = {name: _or_none(column[row]) for name, column in columns.items()}
        found[subject] = _answered(evaluation, row, numbers)
    return found


def _answered(
    evaluation: Evaluation, row: int, numbers: Mapping[str, float | None]
) -> Answered:  # fmt: skip
    found = evaluation.recommendations[row]
    return Answered(
        found.category,
        _by_place(found.findings, lambda each: each.statement.row if each.statement else each.kind),
        _by_place(found.findings, lambda each: each.said),
        dict(_sentences(evaluation, row)),
        numbers,
        level_layer(evaluation, row) == "published",
    )


def _by_place(findings: Sequence[Finding], word: Callable[[Finding], str]) -> dict[str, str]:
    """A word of each finding by body and genes; several that differ by condition together."""
    found: dict[str, list[str]] = {}
    for each in findings:
        place = " ".join(filter(None, (each.body, each.document, " + ".join(each.genes))))
        found.setdefault(place, []).append(word(each))
    return {place: "; ".join(words) for place, words in found.items()}


def _sentences(evaluation: Evaluation, row: int) -> Iterator[tuple[Hashable, str]]:
    """Flags by their rows: one whose number moves stays the same. Caveats by their words."""
    for flag in flags(evaluation, row):
        yield (flag.code, tuple(flag.rows) or flag.message), flag.message
    drug = evaluation.drug(row)
    for kind in KINDS:
        for each in cautions(evaluation.setup.knowledge, kind, drug.drug, drug.drug_class):
            yield each.text, each.text


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None
