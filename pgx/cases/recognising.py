"""Which belief a predicted number or curve shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pgx.cases.names import MAIN
from pgx.cases.rules import value
from pgx.cases.schema import CurvePrediction, Numeric
from pgx.cases.values import Value, Values

RIGHT, OTHER = "right", "other"


def asked(step: Numeric) -> str:
    """The name of the value that a step judges."""
    if isinstance(step, CurvePrediction):
        return f"{MAIN}/course.{step.series}|week {step.at}"
    return step.value


def candidates(step: Numeric, values: Values) -> dict[str, float]:
    """What the right answer, and who holds each belief, would say; in shown units.

    A belief whose rule gives no number is left out. Raises as `Values` does.
    """
    truth = values[asked(step)]
    numbers = {name: _number(values, getattr(step, name)) for name in ("known", "factor")}
    found = {RIGHT: truth.number}
    for belief in step.beliefs:
        rule = values.ground.belief(belief.misconception)["rule"]
        found[belief.misconception] = value(rule, **numbers, truth=truth.number) if rule else None
    return {name: each * truth.scale for name, each in found.items() if each is not None}


def _number(values: Values, name: str | None) -> float | None:
    return values[name].number if name else None


def truth(step: Numeric, values: Values) -> Value:
    """The value that a step judges."""
    return values[asked(step)]


def recognise(predicted: float, among: Mapping[str, float]) -> str:
    """`right`, a belief or `other`: the nearest, if it is more than twice as near as any other.

    >>> among = {"right": 86.7, "M01": 100.0}
    >>> [recognise(each, among) for each in (87, 100, 94)]
    ['right', 'M01', 'other']
    """
    by_distance = sorted((abs(predicted - each), name) for name, each in among.items())
    if not by_distance:
        return OTHER
    (nearest, name), *others = by_distance
    return name if all(nearest < distance / 2 for distance, _ in others) else OTHER


def at_week(weeks: Sequence[int], drawn: Sequence[float], week: int) -> float:
    """A drawn curve at one of its weeks."""
    return drawn[list(weeks).index(week)]
