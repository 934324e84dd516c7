"""The end of a case: four lines, both layers, the sources, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pgx.assessments.question import Question
from pgx.cases.classes.finding import assigned_in
from pgx.cases.models import Answer, Attempt, Class
from pgx.cases.names import MAIN
from pgx.cases.playing import Play, Player
from pgx.cases.playing.given import CONFIDENCES
from pgx.cases.running import ordered_markers, question
from pgx.web.cases.asking import SURE
from pgx.web.cases.beside import beside
from pgx.web.cases.feedback import Belief, believed
from pgx.web.cases.next_up import Next
from pgx.web.cases.page import Page
from pgx.web.cases.said import Said
from pgx.web.cases.shelf import shelf
from pgx.web.explore import address_of
from pgx.web.findings import leading_finding
from pgx.web.knowledge.library import row_address


@dataclass(frozen=True)
class Held:
    """A belief that an answer showed: at which step, and how sure one was."""

    belief: Belief
    step: str
    title: str
    sure: str


def debrief(page: Page) -> dict[str, Any]:
    """What was believed, both layers, the sources, this panel in Explore."""
    result = page.said.values.runs[MAIN].results[0]
    return {
        "held": _held(page.play, page.said),
        "result": result,
        "leading": leading_finding(result),
        **beside(result),
        "sources": _sources(page.play),
        "explore": _explore(page.play),
        "next": _next(page.play),
        "assigned_in": classes_of(page.play.attempt),
    }


def classes_of(attempt: Attempt) -> list[Class]:
    """The classes of the learner for which the case was played; of a visitor or a trial, none."""
    if attempt.is_trial or not attempt.learner:
        return []
    return list(assigned_in(attempt.learner, attempt.of.case))


def _next(play: Play) -> Next | None:
    """The case that comes next, and why; of a trial, which counts nowhere, none."""
    attempt = play.attempt
    if attempt.is_trial:
        return None
    return shelf(Player(attempt.learner, attempt.visitor)).next


def _held(play: Play, said: Said) -> list[Held]:
    """The beliefs that answers showed, each once; those held for sure stand first."""
    found: dict[str, Held] = {}
    answers = sorted(play.answers, key=_sureness, reverse=True)
    for each in answers:
        title = str(play.case.step(each.step).title)
        sure = SURE.get(each.given.get("confidence", ""), "")
        for key in each.found["beliefs"]:
            found.setdefault(key, Held(believed(said, key), each.step, title, str(sure)))
    return list(found.values())


def _sureness(answer: Answer) -> int:
    confidence = answer.given.get("confidence")
    return CONFIDENCES.index(confidence) if confidence in CONFIDENCES else -1


def _sources(play: Play) -> list[tuple[Mapping[str, Any], str]]:
    """The references of the case, each with the address of its page."""
    release = play.attempt.release
    keys = play.case.sources
    rows = ((play.ground.row("references", key), key) for key in keys)
    return [(row, f"{row_address(f'references/{key}')}?release={release}") for row, key in rows]


def _explore(play: Play) -> str:
    """Explore with what was ordered of this panel."""
    order = play.case.order
    tests = play.by_step[order.id].given["tests"] if order and order.id in play.by_step else ()
    markers = ordered_markers(play.case, tests)
    asked = question(play.case, MAIN, markers, play.ground.knowledge)
    return address_of(_with_one_strand(asked), asked.regimens[0])


def _with_one_strand(asked: Question) -> Question:
    """An address has one strand for all markers: the case's, where it names no second one."""
    strand = asked.orientation
    if not isinstance(strand, Mapping):
        return asked
    named = set(strand.values())
    return replace(asked, orientation=named.pop() if len(named) == 1 else None)
