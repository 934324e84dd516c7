"""The page of the review: what is due, what holds, what comes back, how sure one rightly was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.accounts.models import User
from pgx.cases import ground
from pgx.cases.review.agenda import MOST_A_DAY, Agenda, agenda
from pgx.cases.review.beginning import open_review
from pgx.cases.review.memory import MASTERED_DAYS
from pgx.cases.review.standing import Standing, calibration, mastery
from pgx.cases.sittings import Paper
from pgx.web.cases.feedback import Belief, belief_of
from pgx.web.review.sureness import sureness
from pgx.web.review.words import counted


@dataclass(frozen=True)
class Line:
    """A belief that is not due, and how it stands."""

    belief: Belief
    standing: Standing


def overview(learner: User) -> dict[str, Any]:
    """What the page shows. What is due now is counted, not named: naming it would answer it.

    Raises NoRelease.
    """
    now = timezone.now()
    release = ground.of_release()
    today, standings = agenda(learner, now), mastery(learner, now)
    waiting = [Line(belief_of(release, each.belief), each) for each in standings if not each.is_due]
    begun = open_review(learner)
    return {
        "heading": _heading(today, standings),
        "agenda": today,
        "open": Paper(begun) if begun else None,
        "sure": sum(each.was_sure for each in today.due),
        "has_any": bool(standings),
        **_by_standing(waiting),
        "sureness": sureness(calibration(learner)),
        "most": MOST_A_DAY,
        "mastered_days": MASTERED_DAYS,
    }


def _by_standing(waiting: Sequence[Line]) -> dict[str, list[Line]]:
    """Each belief once: mastered, else come back, else on the way."""
    mastered = [line for line in waiting if line.standing.is_mastered]
    others = [line for line in waiting if not line.standing.is_mastered]
    came_back = [line for line in others if line.standing.returned]
    return {
        "mastered": mastered,
        "came_back": sorted(came_back, key=lambda line: -line.standing.returned),
        "on_the_way": [line for line in others if not line.standing.returned],
    }


def _heading(today: Agenda, standings: Sequence[Standing]) -> str:
    if not standings:
        return _("Nothing comes up for review yet.")
    hold = sum(each.is_right and not each.is_due for each in standings)
    parts = [_due(today), *([_hold(hold)] if hold else [])]
    return f"{capfirst('; '.join(parts))}."


def _due(today: Agenda) -> str:
    if today.is_full:
        return _("the day’s %(many)s are done") % {"many": counted(MOST_A_DAY)}
    many = len(today.due)
    said = ngettext("%(many)s belief is due", "%(many)s beliefs are due", many)
    return said % {"many": counted(many)} if many else _("nothing is due now")


def _hold(many: int) -> str:
    return _("%(many)s went right the last time") % {"many": counted(many)}
