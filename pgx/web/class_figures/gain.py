"""The gain of a class in words, and beside published courses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from pgx import rounding
from pgx.cases.figures.courses import published_courses
from pgx.cases.figures.gains import GOAL, Gain
from pgx.cases.figures.statistics import FEW_ANSWERS, Interval
from pgx.cases.ground import Ground
from pgx.web.charts.drawing import Drawing, Label, Line, Mark, number, percent
from pgx.web.class_figures.words import percent as percent_of
from pgx.web.class_figures.words import statement

DIGITS = 2
HALF_WIDTH = 0.1  # an interval that tells 0.5 from the best of the courses that stand beside it
HEIGHT, AXIS, MIDDLE = 44.0, 24.0, "50%"
LEFT, RIGHT = 4.0, 96.0


@dataclass(frozen=True)
class GainRow:
    """A gain beside others: of this class with its interval, or of a published course."""

    name: str
    value: str
    between: str
    of: str
    source: str
    address: str
    drawing: Drawing


@dataclass(frozen=True)
class GainTold:
    """What the page says of a gain; `rows` are empty where there is none."""

    heading: str
    rows: tuple[GainRow, ...]
    axis: Drawing
    lost_beliefs: tuple[str, ...]
    needed: str  # the share right after that would be a gain of 0.5
    needed_learners: int | None
    between: str
    is_rough: bool  # too few for an interval that one may trust


def told(gain: Gain, ground: Ground) -> GainTold:
    """The gain as the page shows it."""
    low = min(0.0, gain.interval.low) if gain.interval.is_known else 0.0
    low = np.floor(min(low, np.nan_to_num(gain.value)) * 5) / 5
    return GainTold(
        heading(gain),
        _rows(gain, float(low)) if np.isfinite(gain.value) else (),
        _axis(float(low)),
        tuple(statement(ground, each) for each in gain.lost_beliefs),
        percent_of(gain.needed),
        None if gain.learners < FEW_ANSWERS else gain.learners_for(HALF_WIDTH),
        between(gain.interval),
        gain.learners < FEW_ANSWERS,
    )


def heading(gain: Gain) -> str:
    """What the gain shows of 0.5, the goal."""
    if not gain.learners:
        return _("No gain yet: nobody has finished both tests.")
    if not np.isfinite(gain.value):
        return _("There was nothing left to learn: all was right before the course.")
    numbers = {"gain": rounding.show(gain.value, DIGITS), "goal": rounding.show(GOAL)}
    return _verdict(gain) % numbers


def _verdict(gain: Gain) -> str:
    """What may be said: nothing of the goal by a few, and a loss is called one."""
    interval = gain.interval
    if gain.learners < FEW_ANSWERS:
        return _("A gain of %(gain)s, of too few learners to say whether %(goal)s was reached.")
    if gain.value < 0:
        return _("Less was right after than before: the gain is %(gain)s.")
    if interval.high < GOAL:
        return _("The class learnt %(gain)s of what it could; %(goal)s was not reached.")
    if interval.low >= GOAL:
        return _("The class learnt %(gain)s of what it could: at least %(goal)s is shown.")
    return _("The class learnt %(gain)s of what it could; %(goal)s is neither shown nor ruled out.")


def between(interval: Interval) -> str:
    """The ends of an interval."""
    if not interval.is_known:
        return _("no interval")
    ends = {
        "low": rounding.show(interval.low, DIGITS),
        "high": rounding.show(interval.high, DIGITS),
    }
    return _("%(low)s to %(high)s") % ends


def _rows(gain: Gain, low: float) -> tuple[GainRow, ...]:
    """This class first, then what is published."""
    own = GainRow(
        _("This class"),
        rounding.show(gain.value, DIGITS),
        between(gain.interval),
        _from(gain.before, gain.after),
        "",
        "",
        _draw(gain.value, low, "cf-after", gain.interval),
    )
    others = (
        GainRow(
            each.course,
            rounding.show(each.gain, DIGITS),
            _("none in the abstract"),
            _from(each.before, each.after),
            each.source,
            each.address,
            _draw(each.gain, low, "fp square", None),
        )
        for each in published_courses()
    )
    return own, *others


def _from(before: float, after: float) -> str:
    ends = {"before": percent_of(before), "after": percent_of(after)}
    return _("%(before)s to %(after)s right") % ends


def _x(value: float, low: float) -> str:
    return percent(LEFT + (RIGHT - LEFT) * (value - low) / (1 - low))


def _draw(value: float, low: float, css: str, interval: Interval | None) -> Drawing:
    lines = [
        Line(_x(tick, low), "0", _x(tick, low), "100%", "cf-goal" if tick == GOAL else "grid")
        for tick in (0.0, GOAL, 1.0)
    ]
    if interval and interval.is_known:
        ends = (_x(end, low) for end in (interval.low, interval.high))
        lines.append(Line(next(ends), MIDDLE, next(ends), MIDDLE, "cf-interval"))
    mark = Mark(_x(value, low), MIDDLE, css, "5.5", square="square" in css)
    return Drawing(number(HEIGHT), tuple(lines), (), marks=(mark,))


def _axis(low: float) -> Drawing:
    ticks = (0.0, GOAL, 1.0)
    labels = [Label(_x(t, low), "16", rounding.show(t), "t-ax", "middle") for t in ticks]
    return Drawing(number(AXIS), (), tuple(labels))
