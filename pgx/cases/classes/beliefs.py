"""The beliefs that the tests of a class ask: ten, chosen before the first test is begun."""

from __future__ import annotations

from collections.abc import Sequence

from pgx.cases import published
from pgx.cases.classes.changing import has_changed, locked
from pgx.cases.classes.errors import AlreadyBegun, ClassClosed, WrongBeliefs
from pgx.cases.items import bank
from pgx.cases.models import Class, Kind, Sitting

ASKED = 10


def preset(of_class: Class) -> list[str]:
    """What the class has chosen; else what leads its cases, filled up from the bank."""
    if of_class.beliefs:
        return list(of_class.beliefs)
    cases = of_class.assignments.filter(kind=Kind.CASE).values_list("case", flat=True)
    newest, known = published.newest(), bank.beliefs()
    leads = [published.case_of(newest[case]).leads for case in cases if case in newest]
    ordered = dict.fromkeys([*(each for each in leads if each in known), *known])
    return list(ordered)[:ASKED]


def can_ask() -> bool:
    """Whether there are items enough for a test."""
    return len(bank.beliefs()) >= ASKED


def are_fixed(of_class: Class) -> bool:
    """Whether a learner has begun a test of the class."""
    return Sitting.objects.filter(assignment__of_class=of_class).exists()


def choose(of_class: Class, beliefs: Sequence[str]) -> None:
    """Choose what the tests ask. Raises ClassClosed, AlreadyBegun and WrongBeliefs."""
    chosen = [each for each in bank.beliefs() if each in set(beliefs)]
    if len(chosen) != ASKED or len(set(beliefs)) != ASKED:
        raise WrongBeliefs(ASKED)
    with locked(of_class) as current:  # nobody begins a test meanwhile
        if current.closed_at:
            raise ClassClosed
        if set(chosen) == set(current.beliefs):
            return
        if are_fixed(current):
            raise AlreadyBegun
        current.beliefs = of_class.beliefs = chosen
        current.save(update_fields=["beliefs"])
        has_changed(current)
