"""The answers for several panels."""

from __future__ import annotations

from dataclasses import dataclass

from pgx.assessments.answer.assessment import Assessment
from pgx.assessments.answer.document import Document


@dataclass(frozen=True)
class SubjectAnswer:
    """The answer for one subject."""

    subject: str
    """The code that was given with the panel."""
    assessment: Assessment
    """The same answer that the panel gets alone."""


@dataclass(frozen=True)
class Assessments(Document):
    """The answers for several panels, all by one release."""

    panels: list[SubjectAnswer]
    """One a panel, in the order in which they were given."""
