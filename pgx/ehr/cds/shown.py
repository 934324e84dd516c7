"""What order-select showed is not said again at order-sign, where the setting says so.

No patient, no user and no order is kept: a keyed hash of them, for an hour.
"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.again import again_card
from pgx.ehr.cds.cards.parts import Card

SECONDS = 3600
SALT = "pgx.ehr.cds.shown"


def remember(call: Call, cards: list[Card]) -> None:
    """Keep that these cards were shown."""
    if not settings.CDS_SHOW_AGAIN and cards:
        cache.set_many({_key(call, card): True for card in cards}, SECONDS)


def without_repeats(call: Call, cards: list[Card]) -> list[Card]:
    """The cards; those shown unchanged become one short one. A critical card is always whole."""
    if settings.CDS_SHOW_AGAIN:
        return cards
    keys = {_key(call, card): card for card in cards if card["indicator"] != "critical"}
    seen = [keys[key] for key in cache.get_many(keys)]
    left = [card for card in cards if card not in seen]
    return [*left, again_card(call, [card for card in cards if card in seen])] if seen else left


def _key(call: Call, card: Card) -> str:
    """Who saw it, of whom, and what it said: the summary has drug and dose."""
    asked = call.asked
    who = (asked.fhir_server, asked.context.user_id, asked.context.patient_id)
    said = (card["source"]["topic"]["code"], card["summary"], card["detail"])
    digest = salted_hmac(SALT, "\n".join((*who, *said)), algorithm="sha256").hexdigest()
    return f"cds-shown-{digest}"
