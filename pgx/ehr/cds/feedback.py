"""What became of cards: keeping what clients tell us."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from pydantic import ValidationError

from pgx.ehr.cds.feedback_body import Feedback, FeedbackBody, Reason, plain_text
from pgx.ehr.cds.remembering import Remembered, recall, recall_suggested
from pgx.ehr.cds.services import SERVICES
from pgx.ehr.models import CardFeedback, Outcome
from pgx.ehr.problems import CallRefused, malformed

LONGEST_REASON = 200


def read_feedback(service: str, body: bytes) -> list[Feedback]:
    """What a client sent of so many cards. Raises CallRefused."""
    require_service(service)
    try:
        return FeedbackBody.model_validate_json(body).feedback
    except ValidationError as error:
        raise malformed(error, ()) from error


def require_service(service: str) -> None:
    """Raises CallRefused where there is no such service."""
    if service not in SERVICES:
        raise CallRefused(404, "There is no such service; GET /cds-services lists them.")


def keep_feedback(service: str, items: Iterable[Feedback], issuer: str = "") -> None:
    """Keep what became of cards; what is there already is not kept twice."""
    rows = [_row(service, each, issuer) for each in items]
    CardFeedback.objects.bulk_create(rows, ignore_conflicts=True)


def receive_suggestion_taken(service: str, suggestion: UUID, issuer: str = "") -> None:
    """The older way to say that a suggestion was taken. Raises CallRefused.

    It gives no time and can be sent twice, so it counts once a card; of a card that is forgotten
    there is nothing to keep.
    """
    require_service(service)
    card = recall_suggested(suggestion)
    if not card or card.service != service:
        return
    accepted = CardFeedback.objects.filter(card=card.card, outcome=Outcome.ACCEPTED)
    if not accepted.exists():
        taken = {
            "card": card.card,
            "outcome": Outcome.ACCEPTED,
            "outcomeTimestamp": timezone.now(),
            "acceptedSuggestions": [{"id": suggestion}],
        }
        keep_feedback(service, [Feedback.model_validate(taken)], issuer)


def _row(service: str, each: Feedback, issuer: str) -> CardFeedback:
    """What the card said is ours, where it is remembered; the rest are the client's words."""
    card = recall(each.card)
    known = card if card and card.service == service else None
    return CardFeedback(
        service=service,
        card=each.card,
        outcome=each.outcome,
        outcome_at=each.outcome_timestamp,
        **_said(known),
        accepted=_labels(each, known),
        reason=_reason(each.override_reason.reason, known),
        comment=each.override_reason.user_comment,
        issuer=issuer,
    )


def _said(card: Remembered | None) -> dict[str, str]:
    """What the card said, in columns. It can hold a name from an order, of any length."""
    if not card:
        return {}
    found = {"drug": card.drug, "indicator": card.indicator, "summary": card.summary}
    sizes = {name: CardFeedback._meta.get_field(name).max_length for name in found}
    return {name: plain_text(text)[: sizes[name]] for name, text in found.items()}


def _labels(each: Feedback, card: Remembered | None) -> list[str]:
    """The labels of the suggestions that were taken; the ids of those that are forgotten."""
    ids = [str(taken.id) for taken in each.accepted_suggestions]
    return [card.suggestions.get(name, name) if card else name for name in ids]


def _reason(chosen: Reason, card: Remembered | None) -> str:
    """In the card's own words where it offers this reason."""
    own = card.reasons.get(chosen.code) if card else None
    return (own or chosen.display or chosen.code)[:LONGEST_REASON]
