"""Where a step leads: the first branch that holds, else the step after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pgx.cases.playing.given import NOTHING, Given

if TYPE_CHECKING:
    from pgx.cases.playing.play import Play
    from pgx.cases.schema import Step, When
    from pgx.cases.values import Values


def next_step(play: Play, step: Step, given: Given, found: dict[str, Any]) -> str | None:
    """The id of the step that follows; None after the debrief.

    A run leads on by what was predicted for it.
    """
    if step.kind == "run":
        predicted = play.by_step[step.of]
        given, found = predicted.given, predicted.found
    words = set(_words(given, found))
    for branch in step.then:
        if not branch.when or _holds(play.values_after(given), branch.when, words, found):
            return branch.go
    ids = [each.id for each in play.case.steps]
    later = ids[ids.index(step.id) + 1 :]
    return later[0] if later else None


def _holds(values: Values, when: When, words: set[str], found: dict[str, Any]) -> bool:
    if when.answer:
        return when.answer in words
    if when.belief:
        return when.belief in found["beliefs"]
    return values.holds(when.condition)


def _words(given: Given, found: dict[str, Any]) -> Iterator[str]:
    """The words by which a branch may name an answer."""
    yield from (given[name] for name in ("option", "drug") if name in given)
    if "tests" in given:
        yield from given["tests"] or [NOTHING]
        yield from ["wanted"] if found["right"] else []
    if found["right"] is not None:
        yield "right" if found["right"] else "wrong"
    if found.get("as") == "other" or ("links" in given and not found["right"]):
        yield "other"
