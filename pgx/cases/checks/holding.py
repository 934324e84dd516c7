"""Checks against a release: values that exist, what must hold, predictions that can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.results import SERIES
from pgx.cases import rules
from pgx.cases.checks.setting import Setting
from pgx.cases.errors import Flaw
from pgx.cases.names import parse
from pgx.cases.pieces import plain
from pgx.cases.recognising import RIGHT, asked, candidates
from pgx.cases.schema import (
    Asked,
    Case,
    CurvePrediction,
    Explain,
    FollowUp,
    Numeric,
    Path,
    RunModel,
    value_names,
)
from pgx.cases.values import Values

LONGEST_OVER_SHORTEST = 1.25
APART = 0.04  # of the field: nearer, and two answers could not be told from each other
SHOWN_BEFORE = ("title", "ask", "hints", "worked", "known", "factor")  # the answer
MISSING = (LookupError, ValueError, QuestionRefused)


def values_exist(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Every value that is named is there."""
    values = setting.values(case)
    for path, name in value_names(case):
        try:
            found = values[name]
        except MISSING as error:
            yield Flaw(path, f"{name}: {_says(error)}", name)
            continue
        if not found.text:
            yield Flaw(path, f"{name} is empty in this release", name)


def _says(error: Exception) -> str:
    return str(error.args[0] if error.args else error)


def must_hold(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """What the case says must hold, holds."""
    values = setting.values(case)
    for place, condition in enumerate(case.must_hold):
        try:
            holds, found = values.holds(condition), values[condition.value]
        except MISSING:
            continue  # said by values_exist
        if not holds:
            number = "" if found.number is None else f" ({found.number:.6g})"
            reason = f"does not hold: {condition.value} is {found.text}{number}"
            yield Flaw(("must_hold", place), reason)


def options_alike(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Three options, one right, alike in length, each wrong one with what contradicts it."""
    values = setting.values(case)
    for path, options in case.options_by_place():
        if sum(bool(each.right) for each in options) != 1:
            yield Flaw(path, "exactly one option is right")
        if len({each.id for each in options}) != len(options):
            yield Flaw(path, "every option has an id of its own")
        for place, option in enumerate(options):
            if option.misconception and not option.shows:
                yield Flaw((*path, place, "shows"), "name the values that contradict the belief")
        lengths = [_length(option.text, values) for option in options]
        if max(lengths) > LONGEST_OVER_SHORTEST * min(lengths):
            said = ", ".join(map(str, lengths))
            reason = f"{said} characters: the longest has more than 1.25 times the shortest"
            yield Flaw(path, reason)


def _length(text: str, values: Values) -> int:
    try:
        return len(plain(text, values))
    except MISSING:
        return len(text)


def predictions_can_be_judged(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Each belief has a rule; what it gives lies in the field, apart from every other answer."""
    values = setting.values(case)
    for at, step in enumerate(case.steps):
        if not isinstance(step, Numeric):
            continue
        path: Path = ("steps", at)
        try:
            yield from _rules(step, values, path)
            found = candidates(step, values)
        except MISSING:
            continue  # said by values_exist, and by the check of beliefs
        if RIGHT not in found:
            yield Flaw(path, f"{asked(step)} is not modelled: nothing could be right")
        yield from _in_the_field(step, found, path)


def _in_the_field(step: Numeric, found: Mapping[str, float], path: Path) -> Iterator[Flaw]:
    for name, number in found.items():
        if not step.low <= number <= step.high:
            reason = f"{name} would say {number:.4g}, outside {step.low:g} to {step.high:g}"
            yield Flaw((*path, "high"), reason)
    for (one, first), (other, second) in combinations(found.items(), 2):
        if abs(first - second) < APART * (step.high - step.low):
            reason = f"{one} and {other} cannot be told apart: {first:.4g}, {second:.4g}"
            yield Flaw((*path, "beliefs"), reason)


def _rules(step: Numeric, values: Values, path: Path) -> Iterator[Flaw]:
    for place, each in enumerate(step.beliefs):
        where = (*path, "beliefs", place, "misconception")
        rule = values.ground.belief(each.misconception)["rule"]
        if not rule:
            yield Flaw(where, f"{each.misconception} has no rule, so no number shows it")
            continue
        for name in sorted(rules.needs(rule) - {"truth"}):
            if getattr(step, name) is None:
                yield Flaw(where, f"the rule {rule!r} reads {name}, which this step lacks")


def nothing_is_given_away(case: Case, setting: Setting) -> Iterator[Flaw]:
    """What is to be predicted does not stand in a text that is read before."""
    for at, step in enumerate(case.steps):
        if not isinstance(step, Numeric):
            continue
        hidden = parse(asked(step))
        for earlier in range(at):
            yield from _given_away(case.steps[earlier], ("steps", earlier), hidden, step.id)
        for name in SHOWN_BEFORE:
            yield from _given_away(getattr(step, name), ("steps", at, name), hidden, step.id)


def _given_away(part: object, path: Path, hidden: object, step: str) -> Iterator[Flaw]:
    for where, name in value_names(part, path):
        if parse(name) == hidden:
            yield Flaw(where, f"{name} stands here before {step} asks for it", name)


def runs_and_series(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Stations, series and runs that are named are there."""
    values = setting.values(case)
    for at, step in enumerate(case.steps):
        path: Path = ("steps", at)
        run = getattr(step, "run", "main") if isinstance(step, RunModel | Explain) else "main"
        if run not in case.runs:
            yield Flaw((*path, "run"), f"the case has no run {run}")
            continue
        if isinstance(step, RunModel):
            known = {each.key for each in values.runs[run].results[0].path}
            yield from _unknown(step.stations, known, (*path, "stations"), "station")
            yield from _unknown(step.series, set(SERIES), (*path, "series"), "series")
            if not (step.stations or step.series or values.runs[run].results[0].is_stopped):
                yield Flaw(path, "a run shows stations, or series, or both")
        elif isinstance(step, CurvePrediction | FollowUp):
            yield from _unknown([step.series], set(SERIES), (*path, "series"), "series")


def _unknown(names: list[str], known: set[str], path: Path, what: str) -> Iterator[Flaw]:
    for name in names:
        if name not in known:
            yield Flaw(path, f"{name} is no {what} here; known: {', '.join(sorted(known))}", name)
