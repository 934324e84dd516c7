"""The figures of a class, gathered in a constant number of queries and kept until it changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.core.cache import cache

from pgx import __version__
from pgx.cases.figures.answers import POST, PRE, Answers, answers
from pgx.cases.figures.beliefs import OfBelief, of_beliefs
from pgx.cases.figures.correcting import Correction, correction
from pgx.cases.figures.from_cases import CaseAnswers, case_answers
from pgx.cases.figures.gains import Gain, gain
from pgx.cases.figures.items import Known, OfItem, of_items
from pgx.cases.figures.members import Members, members
from pgx.cases.figures.sureness import Sureness, sureness
from pgx.cases.models import Class, ItemVersion

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Figures:
    """A class in numbers: no names but the learners' numbers in it."""

    learners: int  # who left too
    answers: int
    late: int
    took: tuple[int, int]  # how many have answered something of the first test, of the second
    not_begun: tuple[int, ...]  # in the class, and without any answer
    beliefs: tuple[OfBelief, ...]
    items: tuple[OfItem, ...]
    gain: Gain
    correction: Correction
    sureness: tuple[Sureness, ...]

    @property
    def is_told(self) -> bool:
        """Whether anybody has answered anything."""
        return bool(self.answers or any(each.cases.of for each in self.beliefs))


def kept_as(of_class: Class) -> str:
    """The name under which what is made of a class is kept: another one whenever it changes."""
    return f"figures:{of_class.pk}:{of_class.changed}:{__version__}"


def of_class(of: Class) -> Figures:
    """The figures of a class, from the cache if nothing has happened in it since.

    `changed` is read with the class, before its answers are: what is kept under a count may know
    more than that, never less, and the next count is gathered again. Two at once gather twice.
    """
    key = kept_as(of)
    found: Figures | None = cache.get(key)
    if found is None:
        found = gather(of)
        cache.set(key, found, KEPT_SECONDS)
    return found


def gather(of: Class) -> Figures:
    """The figures of a class from its rows: members, sittings, answers, items and cases."""
    among = members(of)
    found = answers(of, among)
    items = known_items(set(np.unique(found.item).tolist()))
    beliefs = np.array([items[each].belief for each in found.item.tolist()], np.str_)
    cases = case_answers(of, among)
    return Figures(
        learners=len(among),
        answers=len(found),
        late=int(found.is_late.sum()),
        took=(_who(found, PRE), _who(found, POST)),
        not_begun=_not_begun(among, found, cases),
        beliefs=of_beliefs(of.beliefs, found, beliefs, cases),
        items=of_items(found, items),
        gain=gain(found, beliefs, among),
        correction=correction(found, beliefs, cases),
        sureness=sureness(found),
    )


def known_items(versions: set[int]) -> dict[int, Known]:
    """The names and beliefs of these versions of items, in one query."""
    found = ItemVersion.objects.filter(pk__in=versions).values_list("pk", "item", "belief")
    return {pk: Known(item, belief) for pk, item, belief in found}


def _who(found: Answers, phase: int) -> int:
    return len(np.unique(found.member[found.phase == phase]))


def _not_begun(among: Members, found: Answers, cases: CaseAnswers) -> tuple[int, ...]:
    began = np.zeros(len(among), bool)
    began[found.member] = began[cases.member] = True
    return tuple(among.names(np.flatnonzero(~began & np.isinf(among.left))))
