"""Feedback counted: by drug and indicator, and by reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.ehr.models import CardFeedback, Outcome

IS_ACCEPTED, IS_OVERRIDDEN = Q(outcome=Outcome.ACCEPTED), Q(outcome=Outcome.OVERRIDDEN)
MOST_REASONS = 20  # clients may write their own


@dataclass(frozen=True)
class Summary:
    """How often cards were accepted and overridden, and why."""

    lines: list[dict[str, Any]]
    reasons: list[dict[str, Any]]

    @property
    def heading(self) -> str:
        """The finding."""
        overridden = sum(line["overridden"] for line in self.lines)
        every = overridden + sum(line["accepted"] for line in self.lines)
        if not every:
            return _("No card has been answered yet.")
        said = ngettext("%(of)d answer", "%(of)d answers", every)
        share = _(": %(n)d overridden, %(rest)d accepted.")
        return (said + share) % {"of": every, "n": overridden, "rest": every - overridden}


def summarize() -> Summary:
    """Of all that is kept."""
    rows = CardFeedback.objects.order_by()
    counts = {"accepted": Count("pk", IS_ACCEPTED), "overridden": Count("pk", IS_OVERRIDDEN)}
    lines = rows.values("drug", "indicator").annotate(**counts).order_by("drug", "indicator")
    reasons = rows.filter(IS_OVERRIDDEN).values("reason").annotate(n=Count("pk"))
    return Summary(list(lines), list(reasons.order_by("-n", "reason")[:MOST_REASONS]))
