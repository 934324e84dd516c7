"""Which case comes next, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pgx.cases.models import Answer
from pgx.cases.playing import Play
from pgx.cases.schema import Case

if TYPE_CHECKING:
    from pgx.web.cases.shelf import Line


@dataclass(frozen=True)
class Next:
    """A case, and one sentence that says why it comes now."""

    line: Line
    why: str


def next_up(lines: Sequence[Line], plays: Sequence[Play]) -> Next | None:
    """What to do next; None where everything is done, or nothing can be played.

    `lines` are in the order of the list, `plays` the newest first.
    """
    open_ones = [line for line in lines if not line.is_done and not line.is_mended]
    for choose in (_under_way, _held_belief, _next_of_topic, _first):
        if found := choose(open_ones, plays):
            return found
    return None


def _under_way(lines: Sequence[Line], plays: Sequence[Play]) -> Next | None:
    """The case that was begun last and not finished."""
    order = [play.attempt.of.case for play in plays if play.answers]
    begun = [line for line in lines if line.version.case in order]
    begun.sort(key=lambda line: order.index(line.version.case))
    return Next(begun[0], _("You have begun it; your answers are kept.")) if begun else None


def _held_belief(lines: Sequence[Line], plays: Sequence[Play]) -> Next | None:
    """A case that leads with a belief that an answer showed, and none has put right since."""
    held = beliefs_held(plays)
    line = next((line for line in lines if line.case.leads in held), None)
    if not line:
        return None
    belief = held[line.case.leads].ground.belief(line.case.leads)["belief"]
    why = _("An answer of yours goes with “%(belief)s” This case looks at that from another side.")
    return Next(line, why % {"belief": belief})


def _next_of_topic(lines: Sequence[Line], plays: Sequence[Play]) -> Next | None:
    """The next case of the topic that was played last."""
    if not plays:
        return None
    topics = plays[0].case.topics
    line = next((line for line in lines if set(line.case.topics) & set(topics)), None)
    why = _("It goes on where “%(title)s” ended.")
    if line and line.case.help != "worked":
        why = _("It goes on where “%(title)s” ended, with a little less help.")
    return Next(line, why % {"title": plays[0].case.title}) if line else None


def _first(lines: Sequence[Line], plays: Sequence[Play]) -> Next | None:
    easy = [
        line for line in lines if line.case.help == "worked" and line.case.difficulty == "intro"
    ]
    line = next(iter(easy or lines), None)
    why = _("A topic that you have not met, with an expert’s way through a like problem.")
    if not plays:
        why = _("A good one to begin with: it shows an expert’s way through a like problem.")
    return Next(line, why if easy else _("A topic that you have not met.")) if line else None


def beliefs_held(plays: Sequence[Play]) -> dict[str, Play]:
    """The beliefs that answers showed and no later answer at such a step has put right."""
    held: dict[str, Play] = {}
    answers = sorted(
        ((answer, play) for play in plays for answer in play.answers),
        key=lambda each: each[0].answered_at,
    )
    for answer, play in answers:
        for key in _offered(play.case, answer):
            held.pop(key, None)
        held |= dict.fromkeys(answer.found["beliefs"], play)
    return held


def _offered(case: Case, answer: Answer) -> set[str]:
    """The beliefs that an answer at this step could have shown."""
    step: Any = case.step(answer.step)
    parts = [
        *getattr(step, "options", ()),
        *getattr(step, "beliefs", ()),
        *getattr(step, "tests", ()),
    ]
    return {each.misconception for each in parts if each.misconception}
