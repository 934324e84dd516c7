"""The gain of a class beside that of another class of the same instructor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.core.cache import cache
from django.utils.translation import gettext as _

from pgx import rounding
from pgx.accounts.models import User
from pgx.cases.classes import find_taught, taught_by
from pgx.cases.figures import kept_as, of_class
from pgx.cases.figures.gains import Gain, compare
from pgx.cases.figures.gathering import KEPT_SECONDS
from pgx.cases.figures.statistics import FEW_ANSWERS, Difference
from pgx.cases.models import Class
from pgx.web.class_figures.gain import DIGITS, between


@dataclass(frozen=True)
class Compared:
    """Two gains and their difference, with what it shows."""

    name: str
    finding: str
    one: Gain
    other: Gain
    between: str


def others(user: User, of: Class) -> list[Class]:
    """What else the instructor teaches."""
    return list(taught_by(user).exclude(pk=of.pk))


def compared(user: User, of: Class, other_id: str) -> Compared:
    """The class beside another one. Raises NoClass where that is none of the instructor's."""
    other = find_taught(user, other_id)
    one, two = (of_class(each).gain for each in (of, other))
    key = f"{kept_as(of)}:{kept_as(other)}:difference"
    found: Difference | None = cache.get(key)
    if found is None:
        found = compare(one, two)
        cache.set(key, found, KEPT_SECONDS)
    is_few = min(one.learners, two.learners) < FEW_ANSWERS
    return Compared(other.name, _finding(found, is_few), one, two, between(found.interval))


def _finding(found: Difference, is_few: bool) -> str:
    if not np.isfinite(found.value):
        return _("There is no difference to speak of: one of the two has no gain yet.")
    words = {"value": rounding.show(found.value, DIGITS, signed=True)}
    if is_few:
        return _("The gains differ by %(value)s, of too few learners to say more.") % words
    if found.is_shown:
        return _("The gains differ by %(value)s, more than chance alone would make likely.") % words
    return _("The gains differ by %(value)s, no more than chance alone may do.") % words
