"""Which items a learner is asked: forms are counterbalanced, and no learner meets one twice."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pgx.accounts.models import User
from pgx.cases.items import bank
from pgx.cases.models import TESTS, Assignment, ItemVersion, Membership, Response

FORMS = len(TESTS)


def test_items(assignment: Assignment, membership: Membership) -> list[ItemVersion]:
    """For each belief of the class one item, in the order of the beliefs.

    A belief of which no item holds with today's release is left out.
    """
    met = names_met(membership.learner)
    first = membership.number + TESTS.index(assignment.kind)
    beliefs = assignment.of_class.beliefs
    found = (_one_of(belief, first + place, met) for place, belief in enumerate(beliefs))
    return [item for item in found if item]


def _one_of(belief: str, turn: int, met: set[str]) -> ItemVersion | None:
    """The item whose turn it is; one that was met, in another class say, gives way to the next."""
    forms = bank.of_belief(belief, use="test")[:FORMS]
    in_turn = [forms[(turn + step) % len(forms)] for step in range(len(forms))]
    return next((item for item in in_turn if item.item not in met), next(iter(in_turn), None))


def names_met(learner: User) -> set[str]:
    """The names of the items that a learner was asked, in whatever version."""
    asked = Response.objects.filter(sitting__learner=learner)
    return set(asked.order_by().values_list("item__item", flat=True).distinct())


def shuffled(items: Sequence[ItemVersion], seed: int) -> list[ItemVersion]:
    """The items in the order of a sitting."""
    return random.Random(f"{seed} items").sample(items, len(items))  # noqa: S311 - no secret
