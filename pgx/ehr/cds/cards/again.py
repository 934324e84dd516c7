"""The short card in place of those that were shown when the order was selected."""

from __future__ import annotations

from pgx import notice
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards import parts
from pgx.ehr.cds.cards.markdown import listed
from pgx.ehr.cds.cards.parts import Card

NOTHING_NEW = "Shown when selected, and unchanged since:"


def again_card(call: Call, cards: list[Card]) -> Card:
    """One line for each card that was shown; what was not checked stands here too."""
    said = [card["summary"].removesuffix(f" {notice.NOTICE_SHORT}.") for card in cards]
    more = f" and {len(cards) - 1} more" if len(cards) > 1 else ""
    title = f"{said[0].partition(':')[0]}{more}: shown when selected, unchanged"
    ends = cards[0]["detail"].rpartition("\n\n")[2]
    links = [link for card in cards for link in card["links"]][:1]
    return parts.card(call, "again", title, "info", (NOTHING_NEW, listed(said), ends), links)
