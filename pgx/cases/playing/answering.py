"""An answer is stored once, judged, and leads to the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from pgx.cases.classes.changing import count_played
from pgx.cases.models import Answer
from pgx.cases.playing.branching import next_step
from pgx.cases.playing.errors import NotNow
from pgx.cases.playing.given import read
from pgx.cases.playing.judging import judge
from pgx.cases.playing.play import Play
from pgx.cases.review.from_cases import enter_shown

if TYPE_CHECKING:
    from pgx.cases.schema import Step

Sent = Mapping[str, Sequence[str]]


def give(play: Play, step: str, sent: Sent) -> Answer:
    """Store what was sent as the answer of a step; whoever answered first keeps the word.

    Raises AnswerRefused with each field at fault, and NotNow where another step comes now.
    """
    if step in play.by_step:
        return play.by_step[step]
    current = play.current
    if not current or current.id != step:
        raise NotNow(current.id if current else play.case.steps[-1].id)
    return _store(play, current, sent)


def _store(play: Play, step: Step, sent: Sent) -> Answer:
    """The answer with how it was judged. Two tabs at once: the unique step lets one in."""
    given = read(step, sent)
    found = judge(play, step, given)
    found["next"] = next_step(play, step, given, found)
    try:
        with transaction.atomic():
            answer = Answer.objects.create(
                attempt=play.attempt,
                position=len(play.answers),
                step=step.id,
                given=given,
                found=found,
            )
    except IntegrityError:
        return play.attempt.answers.get(step=step.id)
    enter_shown(play.attempt, [answer])
    count_played(play.attempt)
    return answer
