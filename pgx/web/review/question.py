"""The page of a question: one item, and whether it comes again."""

from __future__ import annotations

from typing import Any

from pgx.cases.review.forms import is_met
from pgx.cases.sittings import Paper
from pgx.web.sittings.asked import asked


def question(paper: Paper, **more: Any) -> dict[str, Any]:
    """The question that comes now; with what was sent and refused."""
    item = paper.items[paper.position or 0]
    return asked(paper, **more) | {"is_met": is_met(paper.sitting.learner, item)}
