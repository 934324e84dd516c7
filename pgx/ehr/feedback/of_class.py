"""What became of the cards of some clients, for the instructors of a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from pgx.accounts.models import User
from pgx.cases.classes.beside import Cards, Client, Door, Line, Reason
from pgx.ehr.cds.cards.parts import REASONS
from pgx.ehr.feedback.judging import Judged, judge
from pgx.ehr.models import CardFeedback, CdsClient, Outcome

COLUMNS = ("drug", "indicator", "outcome", "summary", "accepted", "reason")
OURS = frozenset(REASONS.values())


def may_choose(user: User) -> bool:
    """Whoever may read all feedback may say which of it is a class's."""
    return user.has_perm("ehr.view_feedback")


def clients() -> list[Client]:
    """Those that are registered or have sent feedback; last those that do not say who they are."""
    named = dict(CdsClient.objects.values_list("issuer", "name"))
    sent = CardFeedback.objects.order_by("issuer").values_list("issuer", flat=True).distinct()
    issuers = sorted({*named, *sent} - {""})
    return [*(Client(each, named.get(each, "")) for each in issuers), Client("", "")]


def cards(issuers: Collection[str], since: datetime) -> Cards:
    """What they sent since, counted by drug and indicator, and by reason. One query."""
    rows = CardFeedback.objects.filter(issuer__in=issuers, received_at__gte=since).order_by()
    counts: Counter[tuple[str, str, str]] = Counter()
    reasons: Counter[tuple[str, Judged]] = Counter()
    for drug, indicator, outcome, summary, accepted, reason in rows.values_list(
        *COLUMNS
    ).iterator():
        judged = judge(indicator, summary, outcome, accepted, reason)
        counts.update([(drug, indicator, outcome), (drug, indicator, judged.value)])
        if outcome == Outcome.OVERRIDDEN:
            own = reason if reason in OURS else ""
            reasons[own, judged] += 1
    return Cards(tuple(_lines(counts)), tuple(_reasons(reasons)))


def _lines(counts: Counter[tuple[str, str, str]]) -> list[Line]:
    words = (Outcome.ACCEPTED, Outcome.OVERRIDDEN, Judged.IN_LINE.value, Judged.AGAINST.value)
    cards = sorted({key[:2] for key in counts})
    return [Line(*card, *(counts[*card, word] for word in words)) for card in cards]


def _reasons(counts: Counter[tuple[str, Judged]]) -> list[Reason]:
    """The most frequent first."""
    found = [_reason(said, counts) for said in {said for said, _judged in counts}]
    return sorted(found, key=lambda each: (-each.cards, each.said))


def _reason(said: str, counts: Counter[tuple[str, Judged]]) -> Reason:
    in_line, against, by_nobody = (counts[said, judged] for judged in Judged)
    judged = in_line + against
    return Reason(said, judged + by_nobody, in_line, judged)


DOOR = Door(may_choose, clients, cards)
