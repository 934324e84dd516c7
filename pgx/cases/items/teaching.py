"""What the cases teach: the steps whose feedback speaks of a belief, and the texts they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from pgx.cases.schema import HOLE, Case, Debrief, RunModel, Step, prose, strings


class Taught:
    """The cases as something that items are held against."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases: Mapping[str, Case] = {case.case: case for case in cases}

    def step(self, name: str) -> tuple[Case, Step] | None:
        """The case and the step of `case/step` or `case/debrief`; None where there is none."""
        of, _, wanted = name.partition("/")
        if not (case := self.cases.get(of)):
            return None
        return next(((case, s) for s in case.steps if wanted in (s.id, s.kind)), None)

    def gives_feedback(self, name: str) -> bool:
        """Whether a step tells something of an answer."""
        found = self.step(name)
        return bool(found) and any("feedback" in path for path, _ in strings(_told(*found)))

    def teaches(self, name: str, belief: str) -> bool:
        """Whether a step speaks of a belief, or is the debrief of a case that does."""
        found = self.step(name)
        return bool(found) and any(text == belief for _, text in strings(_told(*found)))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every question and option of the cases, without its values, and whose it is."""
        return {
            bare(text): case.case
            for case in self.cases.values()
            for path, text in prose(case)
            if path[-1] in ("ask", "text")
        }


def _told(case: Case, step: Step) -> Any:
    """What holds the feedback of a step: a run shows a prediction's, a debrief sums up all."""
    if isinstance(step, RunModel):
        return case.step(step.of)
    return case if isinstance(step, Debrief) else step


def bare(text: str) -> str:
    """A text without its values, as one compares texts."""
    return " ".join(HOLE.sub("…", text).casefold().split())
