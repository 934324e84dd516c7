"""What is projected in class: no name, no learner's number, nothing that tells of one person."""

from __future__ import annotations

from typing import Any

from pgx.cases.figures import Figures
from pgx.cases.figures.beliefs import OfBelief
from pgx.cases.ground import Ground
from pgx.cases.models import Class
from pgx.web.class_figures import gain
from pgx.web.class_figures.beliefs import rows
from pgx.web.class_figures.slopes import axis
from pgx.web.class_figures.words import FEW_PEOPLE, finding

MOST_ROWS = 5


def context(of: Class, figures: Figures, ground: Ground) -> dict[str, Any]:
    """The five worst beliefs that enough people were asked about."""
    told = [each for each in rows(figures, ground, FEW_PEOPLE) if is_enough(each.of)]
    found: dict[str, Any] = {"rows": told[:MOST_ROWS], "few": FEW_PEOPLE, "axis": axis()}
    if told:
        found |= {"heading": finding(told[0].of, ground)}
    if figures.gain.learners >= FEW_PEOPLE:
        found |= {"gain": gain.told(figures.gain, ground)}
    return found


def is_enough(of: OfBelief) -> bool:
    """Whether each test of a belief that anybody took was taken by enough; and one was."""
    asked = [each.of for each in (of.before, of.after) if each.of]
    return bool(asked) and min(asked) >= FEW_PEOPLE
