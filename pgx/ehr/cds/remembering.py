"""What cards said, kept for some hours: feedback names a card by its UUID and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.core.cache import cache
from redis import RedisError

from pgx.ehr.fhir.codes import OURS

log = logging.getLogger(__name__)

DRUG = f"{OURS}drug"  # the system of a card's topic
SECONDS = 4 * 60 * 60  # longer than an order is on the screen


@dataclass(frozen=True)
class Remembered:
    """What a card said. `suggestions` are labels and `reasons` displays, by UUID and by code."""

    card: str
    service: str
    summary: str
    indicator: str
    drug: str = ""
    suggestions: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def remember(service: str, cards: Iterable[dict[str, Any]]) -> None:
    """Keep what the cards of an answer said. A cache that fails does not spoil the answer."""
    kept: dict[str, Any] = {}
    for found in (_read(service, card) for card in cards):
        kept[_card_key(found.card)] = asdict(found)
        kept |= {_suggestion_key(each): found.card for each in found.suggestions}
    if kept:
        try:
            cache.set_many(kept, SECONDS)
        except RedisError:
            log.warning("Cards could not be remembered.", exc_info=True)


def recall(card: UUID) -> Remembered | None:
    """What a card said; None where that is forgotten."""
    found = _get(_card_key(card))
    return Remembered(**found) if found else None


def recall_suggested(suggestion: UUID) -> Remembered | None:
    """The card that made a suggestion; None where that is forgotten."""
    found = _get(_suggestion_key(suggestion))
    return recall(UUID(found)) if found else None


def _get(key: str) -> Any:
    try:
        return cache.get(key)
    except RedisError:
        log.warning("A card could not be recalled.", exc_info=True)
        return None


def _read(service: str, card: dict[str, Any]) -> Remembered:
    topic = card["source"].get("topic", {})
    return Remembered(
        card["uuid"],
        service,
        card["summary"],
        card["indicator"],
        topic["code"] if topic.get("system") == DRUG else "",
        {each["uuid"]: each["label"] for each in card.get("suggestions", ())},
        {each["code"]: each["display"] for each in card.get("overrideReasons", ())},
    )


def _card_key(card: UUID | str) -> str:
    return f"cds-card:{card}"


def _suggestion_key(suggestion: UUID | str) -> str:
    return f"cds-suggestion:{suggestion}"
