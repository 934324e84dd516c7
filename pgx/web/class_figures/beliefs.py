"""What the page of a class's beliefs shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.cases.figures import Figures
from pgx.cases.figures.beliefs import OfBelief
from pgx.cases.figures.correcting import Correction
from pgx.cases.figures.sureness import Sureness
from pgx.cases.ground import Ground
from pgx.cases.models import Class, Confidence
from pgx.web.class_figures import gain
from pgx.web.class_figures.slopes import BeliefRow, axis, slope
from pgx.web.class_figures.words import finding, statement
from pgx.web.knowledge.library import row_address

COLUMNS = {
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("After"),
    "later": gettext_lazy("A month later"),
    "review": gettext_lazy("At review"),
    "cases": gettext_lazy("In cases"),
}
NAMES = {
    "pre": COLUMNS["before"],
    "post": COLUMNS["after"],
    "later": COLUMNS["later"],
    "review": COLUMNS["review"],
}


def context(of: Class, figures: Figures, ground: Ground) -> dict[str, Any]:
    """Everything on the page that depends on the class alone."""
    return {
        "heading": finding(figures.beliefs[0], ground),
        "rows": (found := rows(figures.beliefs, ground)),
        "columns": [when for when, *_ in found[0].counts] if found else [],
        "axis": axis(),
        "ties": _ties(figures),
        "gain": gain.told(figures.gain, ground),
        "sure_heading": _sure(figures.sureness),
        "sureness": [(NAMES[each.phase], each.right[::-1]) for each in figures.sureness],
        "levels": [str(each.label) for each in Confidence][::-1],
        "time_heading": _time(figures.correction),
    }


def rows(beliefs: Sequence[OfBelief], ground: Ground) -> list[BeliefRow]:
    """The beliefs in their order with their drawings, and the columns in which anything stands."""
    columns = [name for name in COLUMNS if any(getattr(each, name).of for each in beliefs)]
    return [_row(each, columns, ground) for each in beliefs]


def _row(of: OfBelief, columns: list[str], ground: Ground) -> BeliefRow:
    counts = tuple((str(COLUMNS[n]), getattr(of, n), getattr(of, n) is of.last) for n in columns)
    said, address = statement(ground, of.belief), row_address(f"misconceptions/{of.belief}")
    return BeliefRow(of, said, address, slope(of), counts)


def _ties(figures: Figures) -> int:
    """How many other beliefs are shown as often as the one in the heading, if it is at all."""
    first, *others = (each.last for each in figures.beliefs)
    return sum(each.share == first.share for each in others) if first.count else 0


def _sure(told: tuple[Sureness, ...]) -> str:
    """Of the last test that was sat, how often the sure were wrong."""
    tests = [each for each in told if each.phase != "review"]
    if not tests or not tests[-1].sure_and_wrong.of:
        return _("How sure they were, and how often rightly")
    wrong, name = tests[-1].sure_and_wrong, str(NAMES[tests[-1].phase])
    words = {"count": wrong.count, "of": wrong.of, "when": name}
    return _("%(when)s, %(count)s of %(of)s sure answers were wrong") % words


def _time(told: Correction) -> str:
    if not np.isfinite(told.median):
        return _("No belief has been corrected yet")
    if told.median < 60:
        return _("The first belief was corrected within a minute, in the median")
    end = timezone.now()
    span = timesince(end - timedelta(seconds=told.median), end)
    return _("The first belief was corrected after %(time)s, in the median") % {"time": span}
