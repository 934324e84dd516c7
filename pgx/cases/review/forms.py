"""In which form a belief is asked: one that the learner has not seen, as long as there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from pgx.accounts.models import User
from pgx.cases.items.bank import item_of
from pgx.cases.items.holding import holding
from pgx.cases.models import Assignment, Class, ItemVersion, Kind, Response


def pick(learner: User, belief: str) -> ItemVersion | None:
    """The item that asks a belief now; None where none of it holds with today's release.

    Not yet seen before seen, of review before of a test, then the one that was seen longest ago.
    Items of a test are asked only where no class of the learner keeps them for its tests.
    """
    return picks(learner, [belief]).get(belief)


def picks(learner: User, beliefs: Collection[str]) -> dict[str, ItemVersion]:
    """The item of each belief of which one holds, in the order of the beliefs. Raises NoRelease."""
    if not beliefs:
        return {}
    seen, keeping = seen_by(learner), list(keeping_tests(learner))
    forms = _forms(beliefs)
    chosen = {each: _first(_allowed(each, forms[each], keeping), seen) for each in beliefs}
    return {belief: item for belief, item in chosen.items() if item}


def seen_by(learner: User) -> dict[str, datetime]:
    """When the learner last answered each item, by its name, in whatever version."""
    answers = Response.objects.filter(sitting__learner=learner).order_by()
    return dict(answers.values_list("item__item").annotate(Max("answered_at")))


def is_met(learner: User, item: ItemVersion) -> bool:
    """Whether the learner has answered an item before, in whatever version."""
    return Response.objects.filter(sitting__learner=learner, item__item=item.item).exists()


def keeping_tests(learner: User) -> QuerySet[Class]:
    """The open classes of the learner that have a test for them yet.

    One that was left too: whoever joins it again meets its tests.
    """
    is_over = Q(closed_at__isnull=False)
    is_done = Q(sittings__learner=learner, sittings__finished_at__isnull=False)
    last = Assignment.objects.filter(is_over | is_done, kind=Kind.LATER)
    mine = Class.objects.filter(memberships__learner=learner, closed_at=None)
    return mine.exclude(assignments__in=last)


def _forms(beliefs: Collection[str]) -> dict[str, list[ItemVersion]]:
    """The items of beliefs that hold, those of review first."""
    asked = ItemVersion.objects.filter(is_asked=True, belief__in=beliefs).order_by("item")
    found: dict[str, list[ItemVersion]] = defaultdict(list)
    for each in sorted(holding(asked), key=_is_of_test):
        found[each.belief].append(each)
    return found


def _is_of_test(version: ItemVersion) -> bool:
    return item_of(version).use == "test"


def _allowed(
    belief: str, forms: Sequence[ItemVersion], keeping: Sequence[Class]
) -> list[ItemVersion]:
    """The items that no class keeps; as long as its beliefs are not chosen, it keeps all."""
    is_kept = any(not each.beliefs or belief in each.beliefs for each in keeping)
    return [each for each in forms if not (is_kept and _is_of_test(each))]


def _first(forms: Sequence[ItemVersion], seen: dict[str, datetime]) -> ItemVersion | None:
    if unseen := [each for each in forms if each.item not in seen]:
        return unseen[0]
    return min(forms, key=lambda each: seen[each.item], default=None)
