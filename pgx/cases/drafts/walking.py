"""Every way through a case: each step that can be reached, its answers, and where they lead."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from pgx.cases.drafts.answering import Sent, possible
from pgx.cases.drafts.turns import NO_STEP, Path, Stopover, Taken, Turn
from pgx.cases.ground import Ground
from pgx.cases.models import Answer, Attempt
from pgx.cases.playing import Play
from pgx.cases.playing.branching import next_step
from pgx.cases.playing.given import read
from pgx.cases.playing.judging import judge
from pgx.cases.playing.results import StoredRuns
from pgx.cases.reading import CaseFile
from pgx.cases.schema import Prediction, Step

Runs = dict[tuple[str, ...], StoredRuns]


class Walk(Play):
    """A play of which nothing is stored: answers are in memory, and runs are shared."""

    def __init__(
        self, file: CaseFile, ground: Ground, runs: Runs, answers: Sequence[Answer]
    ) -> None:
        self.file, self.case, self.sha256 = file, file.case, file.sha256
        self.attempt, self.ground, self.answers = Attempt(), ground, list(answers)
        self._shared = runs

    def _runs_of(self, ordered: Sequence[str], attempt: Attempt | None = None) -> StoredRuns:
        """What the model says, asked once of what was ordered, and kept with no attempt."""
        key = tuple(ordered)
        if key not in self._shared:
            self._shared[key] = super()._runs_of(ordered)
        return self._shared[key]

    @property
    def standing(self) -> tuple[object, ...]:
        """All that decides where the way can lead from here: two plays alike in it go alike."""
        said = [
            (each.step, each.found.get("as"), each.found["right"], tuple(each.found["beliefs"]))
            for each in self.answers
            if isinstance(self.case.step(each.step), Prediction)
        ]
        return self.current and self.current.id, tuple(self._ordered or ()), tuple(said)

    def after(self, step: Step, sent: Sent) -> Walk:
        """The play once a step is answered."""
        given = read(step, sent)
        found = judge(self, step, given)
        found["next"] = next_step(self, step, given, found)
        answer = Answer(step=step.id, given=given, found=found)
        return Walk(self.file, self.ground, self._shared, [*self.answers, answer])


def walk(file: CaseFile, ground: Ground) -> list[Stopover]:
    """The steps that can be reached, in the order of the case, each with its answers."""
    found: dict[str, Stopover] = {}
    start = Walk(file, ground, {}, ())
    seen, queue = {start.standing}, deque([(start, NO_STEP)])
    while queue:
        here, path = queue.popleft()
        if not (step := here.current):  # past the debrief
            continue
        stopover = found.setdefault(step.id, Stopover(step, path))
        for answer in possible(here, step):
            on, after = (*path, Taken(step.id, answer)), here.after(step, answer.sent)
            _keep(stopover, _turn(on, after))
            if after.standing not in seen:
                seen.add(after.standing)
                queue.append((after, on))
    return [found[step.id] for step in file.case.steps if step.id in found]


def _turn(path: Path, after: Walk) -> Turn:
    found = after.answers[-1].found
    return Turn(path, found["right"], tuple(found["beliefs"]), found["next"])


def _keep(stopover: Stopover, turn: Turn) -> None:
    if all(turn.kind != each.kind for each in stopover.turns):
        stopover.turns.append(turn)
