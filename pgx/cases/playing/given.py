"""What was sent for a step -> a checked answer of plain values."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pgx.assessments.errors import FieldError
from pgx.cases.playing.errors import AnswerRefused
from pgx.echo import short

if TYPE_CHECKING:
    from pgx.cases.schema import Step

CONFIDENCES = ("unsure", "fairly sure", "sure")
NOTHING = "nothing"  # the box that orders no test
MOST_WORDS = 2000  # characters of a sentence of one's own
Given = dict[str, Any]
Sent = Mapping[str, Sequence[str]]


def read(step: Step, sent: Sent) -> Given:
    """The answer of a step. Raises AnswerRefused with every field at fault."""
    form = getattr(step, "form", step.kind)
    reader = READERS.get(form)
    if not reader:
        return {}
    errors: list[FieldError] = []
    given = reader(step, sent, errors)
    if errors:
        raise AnswerRefused(errors)
    return given


def _one(sent: Sent, field: str, known: Collection[str], errors: list[FieldError]) -> str:
    values = list(sent.get(field, ()))
    if len(values) == 1 and values[0] in known:
        return values[0]
    message = _("Choose one.") if not values else _("%s is not offered here.") % short(values[0])
    errors.append(FieldError(field, "not_offered" if values else "missing", message))
    return ""


def _some(sent: Sent, field: str, known: Collection[str], errors: list[FieldError]) -> list[str]:
    values = dict.fromkeys(sent.get(field, ()))
    for value in values:
        if value not in known:
            message = _("%s is not offered here.") % short(value)
            errors.append(FieldError(field, "not_offered", message))
    return [value for value in known if value in values]


def _confidence(sent: Sent, errors: list[FieldError]) -> str:
    return _one(sent, "confidence", CONFIDENCES, errors)


def _option(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    known = [option.id for option in step.options]
    return {
        "option": _one(sent, "option", known, errors),
        "confidence": _confidence(sent, errors),
    }


def _number(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    return {
        "number": _in_range(step, sent, "number", errors),
        "confidence": _confidence(sent, errors),
    }


def _curve(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    points = {week: _in_range(step, sent, f"week-{week}", errors) for week in step.weeks}
    return {
        "curve": [[week, number] for week, number in points.items()],
        "confidence": _confidence(sent, errors),
    }


def _in_range(step: Any, sent: Sent, field: str, errors: list[FieldError]) -> float:
    """A number of the step's scale, in the unit that is shown."""
    text = next(iter(sent.get(field, ())), "").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not step.low <= number <= step.high:
        message = _("Give a number from %(low)g to %(high)g.") % {
            "low": step.low,
            "high": step.high,
        }
        errors.append(FieldError(field, "out_of_range" if text else "missing", message))
    return number


def _order(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    """Ordering no test is an answer, which has a box of its own."""
    known = [*(test.id for test in step.tests), NOTHING]
    chosen = _some(sent, "tests", known, errors)
    if not chosen:
        errors.append(FieldError("tests", "missing", _("Choose tests, or order nothing.")))
    if NOTHING in chosen and len(chosen) > 1:
        message = _("Choose tests, or order nothing, not both.")
        errors.append(FieldError("tests", "contradiction", message))
    return {"tests": [test for test in chosen if test != NOTHING]}


def _regimen(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    return {"drug": _one(sent, "drug", step.drugs, errors)}


def _explain(step: Any, sent: Sent, errors: list[FieldError]) -> Given:
    chosen = _some(sent, "links", step.links, errors)
    if not chosen and not errors:
        errors.append(FieldError("links", "missing", _("Pick at least one.")))
    words = next(iter(sent.get("words", ())), "").strip()
    if len(words) > MOST_WORDS or "\0" in words:
        message = _("Write at most %d characters.") % MOST_WORDS
        errors.append(FieldError("words", "too_long", message))
    return {"links": chosen, "words": words}


READERS: dict[str, Callable[[Any, Sent, list[FieldError]], Given]] = {
    "option": _option,
    "number": _number,
    "curve": _curve,
    "follow-up": _option,
    "order": _order,
    "regimen": _regimen,
    "explain": _explain,
}
