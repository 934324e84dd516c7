"""Fields of an answer: options, a number, a curve; with what was given, or sent and refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pgx.cases.playing import Play
from pgx.cases.playing.given import CONFIDENCES
from pgx.cases.recognising import truth
from pgx.cases.schema import Numeric, OptionPrediction
from pgx.rounding import show
from pgx.web.cases.page import Kept, Page
from pgx.web.cases.said import Said

SURE = {"unsure": _("Unsure"), "fairly sure": _("Fairly sure"), "sure": _("Sure")}
STEPS = 100  # of a slider, from end to end


@dataclass(frozen=True)
class Choice:
    """Something to choose."""

    id: str
    label: SafeString | str
    is_chosen: bool
    is_right: bool = False


@dataclass(frozen=True)
class Level:
    """A number to give: the name of its field, what stands in it, and what is wrong."""

    name: str
    week: int
    text: str
    errors: Sequence[str]


def predict(page: Page) -> dict[str, Any]:
    """The fields of a prediction, by its form."""
    shared = {"confidences": confidences(page.kept)}
    if isinstance(page.step, OptionPrediction):
        return shared | {"options": options(page.play, page.step, page.said, page.kept)}
    return shared | _numeric(page.step, page.said, page.kept)


def options(play: Play, step: Any, said: Said, kept: Kept) -> list[Choice]:
    """The options in the order of this attempt."""
    chosen = kept.one("option")
    return [
        Choice(each.id, said.line(each.text), each.id == chosen, bool(each.right))
        for each in play.shuffled(step.options, step)
    ]


def confidences(kept: Kept) -> list[Choice]:
    """The three buttons."""
    chosen = kept.one("confidence")
    return [Choice(each, str(SURE[each]), each == chosen) for each in CONFIDENCES]


def _numeric(step: Numeric, said: Said, kept: Kept) -> dict[str, Any]:
    """A number, or one a week. Of the value that judges it only the unit is told."""
    weeks = getattr(step, "weeks", [])
    names = {f"week-{week}": week for week in weeks} or {"number": 0}
    levels = [
        Level(name, week, kept.one(name), kept.errors.get(name, ())) for name, week in names.items()
    ]
    unit = truth(step, said.values).unit
    return {
        "levels": levels,
        "is_curve": bool(weeks),
        "unit": unit,
        "low": show(step.low, 6),
        "high": show(step.high, 6),
        "slide": show((step.high - step.low) / STEPS, 6),
    }
