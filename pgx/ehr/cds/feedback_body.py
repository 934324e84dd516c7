"""The body that tells what became of cards, declared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Len
from django.utils import timezone
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core.core_schema import ValidationInfo

from pgx.ehr.models import Outcome
from pgx.ehr.reading.elements import Declared

MOST_ITEMS = 100  # of one call
MOST_SUGGESTIONS = 20
LONGEST_COMMENT = 1000
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
SKEW = timedelta(days=1)  # clocks of clients are off


def _no_number(given: Any) -> Any:
    """Raises ValueError for a number, which would be read as seconds or as milliseconds."""
    if isinstance(given, int | float):
        raise ValueError("write the time as text, such as 2026-01-02T03:04:05Z")
    return given


def _plausible(moment: datetime) -> datetime:
    """In UTC. Raises ValueError for a time at which no card of ours can have been used."""
    if not EARLIEST < moment < timezone.now() + SKEW:
        raise ValueError("no card of ours can have been used then")
    return moment.astimezone(UTC)


def plain_text(text: str) -> str:
    r"""One line without control characters, which not every database takes.

    >>> plain_text("not\x00 now,\n later ")
    'not now, later'
    """
    return " ".join("".join(each for each in text if each.isprintable() or each.isspace()).split())


PlainText = Annotated[str, AfterValidator(plain_text)]


class AcceptedSuggestion(Declared):
    """A suggestion that was taken."""

    id: UUID


class Reason(Declared):
    """The reason that was chosen of the card's own."""

    code: PlainText = ""
    display: PlainText = ""


class OverrideReason(Declared):
    """Why a card was overridden."""

    reason: Reason = Reason()
    user_comment: Annotated[
        str, StringConstraints(max_length=LONGEST_COMMENT), AfterValidator(plain_text)
    ] = ""


class Feedback(Declared):
    """What became of one card."""

    card: UUID
    outcome: Outcome
    outcome_timestamp: Annotated[
        AwareDatetime, BeforeValidator(_no_number), AfterValidator(_plausible)
    ]
    accepted_suggestions: Annotated[list[AcceptedSuggestion], Len(max_length=MOST_SUGGESTIONS)]
    override_reason: OverrideReason = OverrideReason()

    @model_validator(mode="before")
    @classmethod
    def _none_were_taken(cls, given: Any) -> Any:
        """Where none are listed; the next validator says for which outcome that is a fault."""
        return {"acceptedSuggestions": [], **given} if isinstance(given, dict) else given

    @field_validator("accepted_suggestions")
    @classmethod
    def _are_there(
        cls, given: list[AcceptedSuggestion], info: ValidationInfo
    ) -> list[AcceptedSuggestion]:
        if info.data.get("outcome") == Outcome.ACCEPTED and not given:
            raise ValueError("outcome is accepted, so list at least one suggestion's id")
        return given


class FeedbackBody(Declared):
    """The body of POST /cds-services/{id}/feedback."""

    feedback: Annotated[list[Feedback], Len(1, MOST_ITEMS)]
