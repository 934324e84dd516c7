"""Which number of an answer each name of a value means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.cases.names import Name
from pgx.cases.quantities import FRACTION, RATIO
from pgx.science.chain import DAYS_PER_WEEK
from pgx.science.occupancy import SYMBOLS

T = TypeVar("T")
PLACEBO = "placebo"


@dataclass(frozen=True)
class Reading:
    """A quantity of the person beside the reference, or a word; and the trace node under it."""

    own: float | str | None
    unit: str = "-"
    reference: float | None = None
    low: float | None = None
    high: float | None = None
    node: str = ""
    confidence: str = ""


def read(answer: Assessment, name: Name) -> Reading:
    """What a name means in an answer. Raises LookupError where the answer has no such thing."""
    result = answer.results[0]
    if name.kind in OF_ANSWER:
        return OF_ANSWER[name.kind](answer, name.of)
    if result.is_stopped and name.kind not in WORDS:
        return Reading(None)
    if name.kind == "course":
        return _course(result, name)
    if name.of:
        return WITH_MORE[name.kind](result, name.of)
    return ALONE[name.kind](result)


def one(items: Iterable[T], what: str, name: str, key: Callable[[T], str]) -> T:
    """The item of a name. Raises LookupError, which says what there is."""
    by_key = {key(each): each for each in items}
    if name not in by_key:
        raise LookupError(f"{name} is no {what}; known: {', '.join(by_key)}")
    return by_key[name]


def _number(column: str, node: str, unit: str) -> Callable[[ResultAnswer], Reading]:
    def reading(result: ResultAnswer) -> Reading:
        under = _under(result, node)
        other = under.get("reference_value")
        other = other if isinstance(other, float) else None
        return Reading(
            getattr(result, column), unit, other, node=node, confidence=under["confidence"] or ""
        )

    return reading


def _under(result: ResultAnswer, node: str) -> Mapping[str, Any]:
    """A node of the trace, or the weakest words for one that is not there."""
    nodes = (each for each in result.trace if each["id"] == node)
    return next(nodes, {"confidence": "illustrative"})  # type: ignore[return-value]


def _word(of: Callable[[ResultAnswer], str]) -> Callable[[ResultAnswer], Reading]:
    return lambda result: Reading(of(result))


def _response(result: ResultAnswer) -> Reading:
    low, high = result.relative_response_low, result.relative_response_high
    one = None if result.relative_response is None else 1.0
    return Reading(
        result.relative_response, RATIO, one, low, high, "relative_response", "illustrative"
    )


def _dose(result: ResultAnswer) -> Reading:
    return Reading(result.dose_mg_per_day, result.dose_unit)


def _side_effects(result: ResultAnswer) -> Reading:
    index, more = result.side_effect_index, result.side_effects
    found = (more.reference_index, more.low, more.high) if more else (None, None, None)
    return Reading(index, "-", *found, "side_index", "illustrative")


def _domain(result: ResultAnswer, name: str) -> Reading:
    domains = result.side_effects.domains if result.side_effects else []
    found = one(domains, "side effect", name, lambda each: each.domain)
    return Reading(
        found.value, "-", found.reference_value, node="side_index", confidence="illustrative"
    )


def _occupancy(result: ResultAnswer, name: str) -> Reading:
    found = one(result.targets, "target of this drug", name, lambda each: each.target)
    node = f"steady.th_{SYMBOLS[found.target]}"
    confidence = _under(result, node)["confidence"]
    own = found.occupied, FRACTION, found.reference_occupied
    return Reading(*own, node=node, confidence=confidence)


def _station(result: ResultAnswer, name: str) -> Reading:
    found = one(result.path, "station", name, lambda each: each.key)
    ends = found.reference_value, found.low, found.high
    return Reading(found.value, found.unit, *ends, confidence=found.confidence)


def _contribution(result: ResultAnswer, name: str) -> Reading:
    found = one(result.contributions, "contribution", name, lambda each: each.group)
    return Reading(found.factor, RATIO, confidence="illustrative")


def _course(result: ResultAnswer, name: Name) -> Reading:
    course = result.course
    day = DAYS_PER_WEEK * (name.week or 0)
    if not course or day not in course.days:
        raise LookupError(f"the course has no week {name.week}")
    at = course.days.index(day)
    if name.of == PLACEBO:
        return Reading(course.placebo_points[at], "HAM-D17 points", confidence="calibrated")
    found = one(course.series, "series", name.of, lambda each: each.key)
    ends = (found.low[at], found.high[at]) if found.low else (None, None)
    return Reading(
        found.person[at], found.unit, found.reference[at], *ends, confidence="illustrative"
    )


def _trace(result: ResultAnswer, name: str) -> Reading:
    found = one(result.trace, "trace node", name, lambda each: each["id"])
    own, other = found["value"], found["reference_value"]
    if isinstance(own, list):
        raise LookupError(f"trace node {name} is a list, one number a day: name a course")
    other = other if isinstance(other, float) else None
    return Reading(own, found["unit"], other, node=name, confidence=found["confidence"] or "")


def _range(result: ResultAnswer) -> str:
    flags = (f.message for f in result.flags if f.code.startswith(("level_", "no_range")))
    return next(flags, "")


def _phenotype(answer: Assessment, gene: str) -> Reading:
    found = one(answer.classes, "gene with a class", gene, lambda each: each.gene)
    return Reading(found.phenotype or (found.used if found.name else found.status))


def _genotype(answer: Assessment, marker: str) -> Reading:
    found = one(answer.calls, "marker", marker, lambda each: each.marker)
    return Reading(found.genotype or found.status)


ALONE: Mapping[str, Callable[[ResultAnswer], Reading]] = {
    "exposure": _number("exposure_ratio", "r_p", RATIO),
    "metabolite": _number("metabolite_ratio", "r_m", RATIO),
    "level": _number("level_ng_per_ml", "Ct_sum", "ng/mL"),
    "steady_days": _number("days_to_steady_state", "to_steady", "days"),
    "half_effect_week": _number("week_of_half_effect", "points", "weeks"),
    "points": _number("points_over_placebo_week_8", "points", "HAM-D17 points"),
    "dose": _dose,
    "response": _response,
    "side_effects": _side_effects,
    "drug": _word(lambda result: result.name),
    "category": _word(lambda result: result.recommendation.category),
    "headline": _word(lambda result: result.recommendation.headline),
    "range": _word(_range),
}
WORDS = {"drug", "dose", "category", "headline", "range"}
WITH_MORE: Mapping[str, Callable[[ResultAnswer, str], Reading]] = {
    "side_effects": _domain,
    "occupancy": _occupancy,
    "station": _station,
    "contribution": _contribution,
    "trace": _trace,
}
OF_ANSWER: Mapping[str, Callable[[Assessment, str], Reading]] = {
    "phenotype": _phenotype,
    "genotype": _genotype,
}
