"""What came of a test: how many were right, how sure one was, and each belief one went with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pgx.cases import ground, published
from pgx.cases.models import Confidence, Kind, Response
from pgx.cases.schema import Case
from pgx.cases.sittings import Paper
from pgx.cases.sittings.scoring import whole
from pgx.web.cases.feedback import Belief, belief_of
from pgx.web.items.question import Question, question
from pgx.web.sittings.earlier import earlier, side_by_side
from pgx.web.sittings.heading import heading, of_change

SUREST_FIRST = sorted(Confidence, reverse=True)


@dataclass(frozen=True)
class Sureness:
    """Of the answers given with one confidence, how many were right."""

    confidence: Confidence
    answers: int
    right: int

    @property
    def is_sure(self) -> bool:
        """Whether these are the answers that one was sure of."""
        return self.confidence == Confidence.SURE


@dataclass(frozen=True)
class Held:
    """A belief that an answer went with, how sure one was, and the cases that look at it."""

    belief: Belief
    sure: str
    cases: list[Case]


@dataclass(frozen=True)
class Asked:
    """A question of the test, as it was answered."""

    number: int
    right: bool
    sure: str
    question: Question


def result(paper: Paper) -> dict[str, Any]:
    """The result of a test that is over; of the first one nothing that answers an item."""
    test, release = paper.sitting.assignment, ground.of_release(paper.sitting.release)
    before = earlier(paper)
    beliefs = side_by_side(release, [*before, paper]) if before else []
    return {
        "test": test,
        "paper": paper,
        "heading": heading(paper, before),
        "taken": whole(paper),
        "late": sum(each.is_late for each in paper.responses),
        "sureness": _sureness(paper.responses),
        "held": _held(release, paper.responses),
        "beliefs": beliefs,
        "change": of_change(beliefs),
        "asked": [] if test.kind == Kind.PRE else _asked(paper),
    }


def _sureness(responses: list[Response]) -> list[Sureness]:
    found = []
    for confidence in SUREST_FIRST:
        right = [each.right for each in responses if each.confidence == confidence]
        found.append(Sureness(confidence, len(right), sum(right)))
    return [each for each in found if each.answers]


def _held(release: ground.Ground, responses: list[Response]) -> list[Held]:
    """Each belief once; those that one was surest of stand first."""
    shown: dict[str, Response] = {}
    for each in sorted(responses, key=lambda each: -each.confidence):
        if each.shown:
            shown.setdefault(each.shown, each)
    return [
        Held(belief_of(release, key), each.get_confidence_display(), published.led_by(key))
        for key, each in shown.items()
    ]


def _asked(paper: Paper) -> list[Asked]:
    """The questions with the feedback of what was chosen, and of what is right."""
    sitting = paper.sitting
    how = (sitting.release, sitting.seed)
    return [
        Asked(
            each.position + 1,
            each.right,
            each.get_confidence_display(),
            question(paper.items[each.position], *how, each.option, reveal=True),
        )
        for each in paper.responses
    ]
