"""What is told of an answer that somebody saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pgx.assessments.answer.assessment import ReleaseAnswer
from pgx.assessments.answer.document import Document


@dataclass(frozen=True)
class Difference:
    """Where today's answer is another one."""

    path: str
    """Where in the answer, such as `results.0.exposure_ratio`."""
    saved: Any
    """What stands there in the saved answer; null where nothing does."""
    today: Any
    """What would stand there today; null where nothing would."""


@dataclass(frozen=True)
class Agreement(Document):
    """Whether today's engine, asked the saved question of the same release, says the same."""

    agrees: bool | None
    """Whether the two answers are the same; null where today's engine cannot answer."""
    reason: str
    """Why it cannot; empty where it can."""
    saved_engine: str
    """Version of Raphe's code that gave the saved answer."""
    release: str
    """Version of the release of the knowledge base that both rest on."""
    newer_release: str | None
    """The newest release, where it is another one; null where it is the same."""
    differences: list[Difference]
    """The first places where the answers differ, at most 20."""


@dataclass(frozen=True)
class SavedAnswer:
    """What is kept of an answer, and where."""

    id: str
    """Its name: 128 random bits."""
    url: str
    """The permalink: GET gives the saved bytes, DELETE removes them. For its account alone."""
    about: str
    """The drugs, and how many panels, by which its owner finds it again."""
    created_at: datetime
    """When it was saved."""
    expires_at: datetime
    """When it will be deleted."""
    release: ReleaseAnswer
    """Which knowledge made the answer."""
    saved_engine: str
    """Version of Raphe's code that gave the answer."""
