"""What is projected in class: no name, no learner's number, nothing that tells of one person."""

from __future__ import annotations

from typing import Any

from pgx.cases.figures import Figures
from pgx.cases.figures.beliefs import Counted, OfBelief
from pgx.cases.ground import Ground
from pgx.cases.models import Class
from pgx.web.class_figures import gain
from pgx.web.class_figures.beliefs import rows
from pgx.web.class_figures.slopes import axis
from pgx.web.class_figures.words import FEW_PEOPLE, finding

MOST_ROWS = 5
NOTHING = Counted(0, 0)


def context(of: Class, figures: Figures, ground: Ground) -> dict[str, Any]:
    """The five worst beliefs that enough people were asked about, before and after alone."""
    told = [each for each in map(of_enough, figures.beliefs) if each.last.of]
    told.sort(key=lambda each: -each.last.share)
    shown = rows(told[:MOST_ROWS], ground)
    found: dict[str, Any] = {"rows": shown, "few": FEW_PEOPLE, "axis": axis()}
    if shown:
        columns = [when for when, *_ in shown[0].counts]
        found |= {"heading": finding(told[0], ground), "columns": columns}
    if figures.gain.learners >= FEW_PEOPLE:
        found |= {"gain": gain.told(figures.gain, ground)}
    return found


def of_enough(of: OfBelief) -> OfBelief:
    """A belief without what was asked of too few."""
    before, after = (each if each.of >= FEW_PEOPLE else NOTHING for each in (of.before, of.after))
    return OfBelief(of.belief, before, after, NOTHING, NOTHING, NOTHING)
