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

    def teaches(self, name: str, belief: str) -> bool:
        """Whether a step gives feedback: a debrief, or a step that speaks of the belief."""
        if not (found := self.step(name)):
            return False
        case, step = found
        told = case.step(step.of) if isinstance(step, RunModel) else step
        return isinstance(step, Debrief) or speaks_of(told, belief)

    def case_speaks_of(self, name: str, belief: str) -> bool:
        """Whether the case of a step recognises the belief somewhere."""
        found = self.step(name)
        return bool(found) and speaks_of(found[0], belief)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every question and option of the cases, without its values, and whose it is."""
        return {
            bare(text): case.case
            for case in self.cases.values()
            for path, text in prose(case)
            if path[-1] in ("ask", "text")
        }


def speaks_of(part: Any, belief: str) -> bool:
    """Whether a part of a case names a belief."""
    return any(text == belief for _, text in strings(part))


def bare(text: str) -> str:
    """A text without its values, as one compares texts."""
    return " ".join(HOLE.sub("…", text).casefold().split())
