"""The course of a report: points of a picture whose sides are 1, for the template to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer
from pgx.rounding import show
from pgx.web import headings
from pgx.web.charts.course_plot import DAYS_A_WEEK, ticks_of

POINTS = "points_over_placebo"
MARKED_WEEKS = (0, 4, 8, 12)
GAP = 0.09  # least distance of two labels at the end of a chart, in its height


def course_of(result: ResultAnswer) -> dict[str, Any]:
    """The course over placebo as points of a picture whose sides are 1."""
    days, series = result.course.days, result.course[POINTS]
    person, reference, low, high = (
        [value or 0.0 for value in each]
        for each in (series.person, series.reference, series.low, series.high)
    )
    ticks = ticks_of([*person, *reference], [low, high])

    def share(value: float) -> float:
        return (value - ticks[0]) / (ticks[-1] - ticks[0])

    def drawn(values: Sequence[float]) -> list[list[float]]:
        return [[d / days[-1], share(v)] for d, v in zip(days, values, strict=True)]

    return {
        "finding": headings.of_weeks(result),
        "quantity": _("Modelled improvement over placebo, HAM-D17 points. A mean, never a future."),
        "alt": _alt(person, reference),
        "ticks": [{"at": share(tick), "text": show(tick)} for tick in ticks],
        "weeks": [_week(week, days[-1]) for week in MARKED_WEEKS],
        "person": drawn(person),
        "reference": drawn(reference),
        "band": drawn(low) + drawn(high)[::-1],
        "ends": _ends(person[-1], reference[-1], share),
    }


def _alt(person: Sequence[float], reference: Sequence[float]) -> str:
    text = _(
        "Points over placebo over twelve weeks: this person from %(start)s to %(end)s, "
        "the reference to %(reference)s."
    )
    return text % {
        "start": show(person[0], 2),
        "end": show(person[-1], 2),
        "reference": show(reference[-1], 2),
    }


def _week(week: int, horizon: float) -> dict[str, Any]:
    last = week == MARKED_WEEKS[-1]
    text = _("week %(count)s") % {"count": week} if last else str(week)
    return {"at": week * DAYS_A_WEEK / horizon, "text": text}


def _ends(person: float, reference: float, share: Callable[[float], float]) -> list[dict[str, Any]]:
    """Labels of the two lines, pushed apart where they would overlap."""
    own, other = share(person), share(reference)
    push = max(0.0, GAP - abs(own - other)) / 2
    sign = 1 if own >= other else -1
    texts = _("%(value)s this person"), _("%(value)s reference")
    return [
        {"at": own + sign * push, "text": texts[0] % {"value": show(person)}, "person": True},
        {"at": other - sign * push, "text": texts[1] % {"value": show(reference)}, "person": False},
    ]
