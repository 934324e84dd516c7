"""As how many requests a call counts: a dear one for more."""

from __future__ import annotations

from collections.abc import Sequence

from pgx.assessments.panels import Subject

# What counts as one request: so many results in summary, or draws of one result.
SUMMARIES, DRAWS = 30, 400


def cost(subjects: Sequence[Subject]) -> int:
    """One a panel, one a result in full detail, and more for draws."""
    question = subjects[0].question
    results = len(subjects) * (len(question.regimens) or SUMMARIES)
    answered = results if question.is_full else results // SUMMARIES
    return max(len(subjects), answered + results * question.draws // DRAWS)
