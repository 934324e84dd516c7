"""Functional classes as an answer says them."""

from __future__ import annotations

from functools import lru_cache

from pgx.assessments.answer import ClassAnswer
from pgx.assessments.co_medications import both_phenotypes
from pgx.science.exposure import NORMAL
from pgx.science.knowledge import Knowledge
from pgx.science.phenotypes import FunctionalClass

NORMAL_STANDS_IN = "the reference: normal metabolizer"


def enzyme_answer(knowledge: Knowledge, found: FunctionalClass) -> ClassAnswer:
    """An enzyme's class, and the phenotype that the model uses for it."""
    used = found.phenotype if found.phenotype in _measured(knowledge) else NORMAL_STANDS_IN
    return class_answer(found, used)


@lru_cache(maxsize=8)
def _measured(knowledge: Knowledge) -> frozenset[str]:
    return frozenset({NORMAL, *(row.phenotype for row in knowledge.exposure_ratios)})


def class_answer(found: FunctionalClass, used: str) -> ClassAnswer:
    """A class, with what the model uses for it."""
    return ClassAnswer(
        gene=found.gene,
        name=found.name,
        status=found.status,
        phenotype=found.phenotype,
        used=used,
        reason=found.reason,
        assumption=found.assumption,
        score=found.score,
        predicted=found.predicted,
        predicted_score=found.predicted_score,
        converted_by=list(found.converted_by),
        says=both_phenotypes(found),
        rows=list(found.rows),
    )
