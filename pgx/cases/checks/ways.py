"""Checks of the way through a case: steps in order, branches forward, all reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pgx.cases.checks.setting import Setting
from pgx.cases.errors import Flaw
from pgx.cases.schema import (
    Case,
    Debrief,
    Explain,
    History,
    NumberPrediction,
    Order,
    Prediction,
    Regimen,
    RunModel,
    Stop,
)
from pgx.cases.schema import CurvePrediction as Curve


def in_order(case: Case, setting: Setting) -> Iterator[Flaw]:
    """A person first, a debrief last, ids once, at most one order."""
    if not isinstance(case.steps[0], History):
        yield Flaw(("steps", 0, "kind"), "a case begins with a history: the person first")
    if not isinstance(case.steps[-1], Debrief):
        yield Flaw(("steps", len(case.steps) - 1, "kind"), "a case ends with its debrief")
    counts = Counter(step.id for step in case.steps)
    orders = 0
    for at, step in enumerate(case.steps):
        orders += isinstance(step, Order)
        if counts[step.id] > 1:
            yield Flaw(("steps", at, "id"), f"{step.id} names {counts[step.id]} steps")
        if isinstance(step, Debrief) and at != len(case.steps) - 1:
            yield Flaw(("steps", at, "kind"), "only the last step is a debrief")
        if isinstance(step, Order) and orders > 1:
            yield Flaw(("steps", at, "kind"), "a case orders tests once")
    if not any(isinstance(step, Prediction) for step in case.steps):
        yield Flaw(("steps",), "a case has a predict step")


def branches(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Every branch goes forward to a step that is there, on an answer that can be given."""
    places = {step.id: at for at, step in enumerate(case.steps)}
    for at, step in enumerate(case.steps):
        if step.then and isinstance(step, Debrief):
            yield Flaw(("steps", at, "then"), "nothing comes after the debrief")
        for place, branch in enumerate(step.then):
            path = ("steps", at, "then", place)
            if branch.go not in places:
                yield Flaw((*path, "go"), f"there is no step {branch.go}")
            elif places[branch.go] <= at:
                yield Flaw((*path, "go"), f"{branch.go} does not come after {step.id}")
            if branch.when is None and place < len(step.then) - 1:
                yield Flaw((*path, "go"), "the branches below it are never taken")
            yield from _asks(case, step, branch.when, path)


def _asks(case: Case, step: Stop, when: object, path: tuple[str | int, ...]) -> Iterator[Flaw]:
    answer, belief = getattr(when, "answer", None), getattr(when, "belief", None)
    answers, beliefs = can_say(case, step)
    if answer is not None and answer not in answers:
        known = ", ".join(answers) or "none: the step asks nothing"
        yield Flaw((*path, "when", "answer"), f"{answer} is no answer here; answers: {known}")
    if belief is not None and belief not in beliefs:
        known = ", ".join(beliefs) or "none"
        yield Flaw((*path, "when", "belief"), f"{belief} is not seen here; beliefs: {known}")


def can_say(case: Case, step: Stop) -> tuple[list[str], list[str]]:
    """What a step can be answered, and the beliefs that an answer can show."""
    if isinstance(step, RunModel):
        asked = [each for each in case.steps if each.id == step.of]
        return can_say(case, asked[0]) if asked and asked[0] is not step else ([], [])
    if isinstance(step, NumberPrediction | Curve):
        return ["right", "other"], [each.misconception for each in step.beliefs]
    if isinstance(step, Regimen):
        return list(step.drugs), []
    if isinstance(step, Explain):
        return ["right", "other"], []
    if isinstance(step, Order):
        chosen = [*step.tests, step.nothing]
        ids = [test.id for test in step.tests]
        return [*ids, "nothing", "wanted"], [o.misconception for o in chosen if o.misconception]
    options = getattr(step, "options", [])
    if not options:
        return [], []
    ids = [option.id for option in options]
    return [*ids, "right", "wrong"], [o.misconception for o in options if o.misconception]


def next_steps(case: Case, at: int) -> list[int]:
    """The places of the steps that can follow a step."""
    places = {step.id: place for place, step in enumerate(case.steps)}
    branches = case.steps[at].then
    found = [places[each.go] for each in branches if each.go in places]
    if not any(each.when is None for each in branches) and at + 1 < len(case.steps):
        found.append(at + 1)
    return found


def all_reached(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Every step can be reached."""
    reached = {0, *(place for at in range(len(case.steps)) for place in next_steps(case, at))}
    for at, step in enumerate(case.steps):
        if at not in reached:
            yield Flaw(("steps", at, "id"), f"no way leads to {step.id}")


def surely_passed(case: Case) -> list[set[int]]:
    """For each step, those that every way to it has passed."""
    before: list[set[int] | None] = [set(), *([None] * (len(case.steps) - 1))]
    for at in range(len(case.steps)):
        here = (before[at] or set()) | {at}
        for later in (each for each in next_steps(case, at) if each > at):
            known = before[later]
            before[later] = here if known is None else known & here
    return [each or set() for each in before]


def runs_follow_predictions(case: Case, setting: Setting) -> Iterator[Flaw]:
    """A run shows a prediction that was made; every prediction is shown by a run."""
    places = {step.id: at for at, step in enumerate(case.steps)}
    passed, shown = surely_passed(case), set()
    for at, step in enumerate(case.steps):
        if not isinstance(step, RunModel):
            continue
        of = places.get(step.of)
        shown.add(of)
        if of is None or not isinstance(case.steps[of], Prediction):
            yield Flaw(("steps", at, "of"), f"{step.of} is no predict step")
        elif of not in passed[at]:
            yield Flaw(("steps", at, "of"), f"a way leads here that does not pass {step.of}")
    for at, step in enumerate(case.steps):
        if isinstance(step, Prediction) and at not in shown:
            yield Flaw(("steps", at, "id"), f"no run shows what becomes of {step.id}")
