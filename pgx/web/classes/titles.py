"""What an assignment is called, and which is due first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.text import capfirst

from pgx.cases import published
from pgx.cases.errors import CaseRefused
from pgx.cases.models import Assignment, CaseVersion, Kind


def title_of(assignment: Assignment, newest: Mapping[str, CaseVersion] | None = None) -> str:
    """The title of its case, or the name of its test."""
    kind = Kind(assignment.kind)
    if kind != Kind.CASE:
        return str(capfirst(kind.label))
    found = (published.newest() if newest is None else newest).get(assignment.case)
    try:
        return str(published.case_of(found).title) if found else assignment.case
    except CaseRefused:  # an older form than this program reads
        return assignment.case


def by_due(assignment: Assignment) -> tuple[bool, datetime]:
    """What is due first sorts first; what is never due, last."""
    return assignment.due_at is None, assignment.due_at or assignment.opens_at
