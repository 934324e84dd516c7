"""In which form a belief is asked: one that the learner has not seen, as long as there is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from pgx.accounts.models import User
from pgx.cases.items import bank
from pgx.cases.models import Assignment, Class, ItemVersion, Kind, Response


def pick(learner: User, belief: str) -> ItemVersion | None:
    """The item that asks a belief now; None where none of it holds with today's release.

    Not yet seen before seen, of review before of a test, then the one that was seen longest ago.
    Items of a test are asked only where no class of the learner keeps them for its tests.
    """
    return picks(learner, [belief]).get(belief)


def picks(learner: User, beliefs: Sequence[str]) -> dict[str, ItemVersion]:
    """The item of each belief of which one holds, in the order of the beliefs."""
    seen, keeping = seen_by(learner), list(keeping_tests(learner))
    chosen = {belief: _first(_forms(belief, keeping), seen) for belief in beliefs}
    return {belief: item for belief, item in chosen.items() if item}


def seen_by(learner: User) -> dict[str, datetime]:
    """When the learner last answered each item, by its name, in whatever version."""
    answers = Response.objects.filter(sitting__learner=learner).order_by()
    return dict(answers.values_list("item__item").annotate(Max("answered_at")))


def keeping_tests(learner: User) -> QuerySet[Class]:
    """The open classes of the learner that have a test for them yet."""
    is_over = Q(closed_at__isnull=False)
    is_done = Q(sittings__learner=learner, sittings__finished_at__isnull=False)
    last = Assignment.objects.filter(is_over | is_done, kind=Kind.LATER)
    mine = Class.objects.filter(memberships__learner=learner, memberships__left_at=None)
    return mine.filter(closed_at=None).exclude(assignments__in=last)


def _forms(belief: str, keeping: Sequence[Class]) -> list[ItemVersion]:
    """The items of a belief that may be asked. A class whose tests are not chosen keeps all."""
    if any(not each.beliefs or belief in each.beliefs for each in keeping):
        return bank.of_belief(belief, use="review")
    return [*bank.of_belief(belief, use="review"), *bank.of_belief(belief, use="test")]


def _first(forms: Sequence[ItemVersion], seen: dict[str, datetime]) -> ItemVersion | None:
    if unseen := [each for each in forms if each.item not in seen]:
        return unseen[0]
    return min(forms, key=lambda each: seen[each.item], default=None)
