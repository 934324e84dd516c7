"""The bank: which published items are asked, of which belief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext_lazy as _

from pgx.cases.items.holding import holding
from pgx.cases.items.of_belief import TESTS
from pgx.cases.items.publishing import item_of
from pgx.cases.models import ItemVersion

__all__ = ["EMPTY", "beliefs", "item_of", "of_belief"]

EMPTY = _("There are no test items yet: whoever runs Raphe loads them with manage.py load_items.")
Use = Literal["test", "review"]


def of_belief(belief: str, use: Use | None = None) -> list[ItemVersion]:
    """The items that are asked of a belief and hold with the default release, by name."""
    asked = ItemVersion.objects.filter(is_asked=True, belief=belief).order_by("item")
    return [each for each in holding(asked) if use in (None, item_of(each).use)]


def beliefs() -> list[str]:
    """The beliefs with three items for tests and one for review, or more; none before a load."""
    uses = _uses(holding(ItemVersion.objects.filter(is_asked=True)))
    known = sorted({belief for belief, _use in uses})
    return [each for each in known if uses[each, "test"] >= TESTS and uses[each, "review"]]


def _uses(versions: Iterable[ItemVersion]) -> Counter[tuple[str, str]]:
    return Counter((each.belief, item_of(each).use) for each in versions)
