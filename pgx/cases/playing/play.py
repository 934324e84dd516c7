"""An attempt as it stands: what was answered, what comes now, and what it may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pgx.assessments.answer import ResultAnswer
from pgx.cases import ground
from pgx.cases.models import Answer, Attempt
from pgx.cases.playing.results import StoredRuns
from pgx.cases.published import case_of
from pgx.cases.running import ordered_markers
from pgx.cases.schema import Case, Regimen
from pgx.cases.shuffling import shuffled
from pgx.cases.values import Values

if TYPE_CHECKING:
    from pgx.cases.schema import Step

Item = TypeVar("Item")


class Play:
    """An attempt with its case and its answers in order.

    What the model says is read through `runs`: it is asked once, and told from what is stored
    ever after.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt, played = attempt, attempt.played
        self.case: Case = case_of(played)
        self.sha256 = played.sha256

    @cached_property
    def answers(self) -> list[Answer]:
        """What was answered, in order."""
        return list(self.attempt.answers.all())

    @cached_property
    def by_step(self) -> Mapping[str, Answer]:
        """The answers by step."""
        return {answer.step: answer for answer in self.answers}

    @property
    def current(self) -> Step | None:
        """The step that is to be answered; None once the debrief was read."""
        if not self.answers:
            return self.case.steps[0]
        follows = self.answers[-1].found["next"]
        return self.case.step(follows) if follows else None

    @property
    def reached(self) -> list[Step]:
        """The steps that were answered, and the one that comes now."""
        steps = [self.case.step(answer.step) for answer in self.answers]
        return [*steps, self.current] if self.current else steps

    @cached_property
    def ground(self) -> ground.Ground:
        """The release with which the attempt began, whatever came since. Raises NoRelease."""
        return ground.of_release(self.attempt.release)

    @cached_property
    def runs(self) -> StoredRuns:
        """What the model says of each run, of what was ordered.

        It is stored once that is settled: before, a run knows no test.
        """
        ordered = self._ordered
        if ordered is None:
            return self._runs_of(())
        return self._runs_of(ordered, self.attempt)

    def _runs_of(self, ordered: Sequence[str], attempt: Attempt | None = None) -> StoredRuns:
        markers = ordered_markers(self.case, ordered)
        return StoredRuns(self.case, self.ground, markers, sha256=self.sha256, attempt=attempt)

    @property
    def _ordered(self) -> Sequence[str] | None:
        """The tests that were ordered; None as long as the order is open."""
        if not self.case.order:
            return ()
        answer = self.by_step.get(self.case.order.id)
        return answer.given["tests"] if answer else None

    @cached_property
    def values(self) -> Values:
        """What the names in the case's texts mean in this attempt."""
        return Values(self.case, self.ground, self.runs)

    def values_after(self, given: Mapping[str, Any]) -> Values:
        """The values once an answer stands: an order decides what was tested.

        Nothing is kept of them: another tab may order something else before.
        """
        if "tests" not in given:
            return self.values
        return Values(self.case, self.ground, self._runs_of(given["tests"]))

    def regimens(self, step: Regimen) -> list[ResultAnswer]:
        """The drugs of a step for what was ordered, by guideline category, then A to Z."""
        return self.runs.of_drugs(step).results

    def shuffled(self, items: Sequence[Item], step: Step) -> list[Item]:
        """Things to choose from, in the order of this attempt."""
        return shuffled(items, self.attempt.seed, step.id)
