"""An answer is stored once; the last one ends the sitting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from pgx.cases.classes import changed
from pgx.cases.items import bank
from pgx.cases.models import Assignment, Confidence, Response, Sitting
from pgx.cases.review import answered, enter
from pgx.cases.sittings.errors import Closed, NoSitting, NotNow, NotOpen
from pgx.cases.sittings.given import Given, Sent, read
from pgx.cases.sittings.paper import Paper


def give(sitting: Sitting, position: int, sent: Sent, now: datetime) -> Response:
    """Store what was sent as the answer at a position; whoever answered first keeps the word.

    The time is stored as the clock tells it, whether or not it runs backwards. Raises
    AnswerRefused with each field at fault, NotNow where another question comes now, NotOpen,
    Closed, and NoSitting where the class or the account is deleted meanwhile.
    """
    paper = Paper(sitting)
    if stored := paper.answer(position):
        return stored
    if paper.is_closed or paper.has_left:
        raise Closed
    _check_open(sitting.assignment, now)
    if position != paper.position:
        raise NotNow(paper.position)
    return _store(paper, position, read(bank.item_of(paper.items[position]), sent), now)


def _check_open(test: Assignment | None, now: datetime) -> None:
    """Whoever assigned a test may have put off its opening since it was begun."""
    if test and test.opens_at > now:
        raise NotOpen(test.opens_at)


def _store(paper: Paper, position: int, given: Given, now: datetime) -> Response:
    """Two tabs at once: the unique position lets one in."""
    try:
        with transaction.atomic():
            response = _response(paper, position, given, now)
            response.save(force_insert=True)
            if not paper.sitting.assignment:
                answered(response, now)
            if position + 1 == len(paper.sitting.items):
                _finish(paper, response)
    except IntegrityError:
        return _first(paper, position)
    changed(paper.sitting.learner)
    return response


def _first(paper: Paper, position: int) -> Response:
    """What another tab has answered."""
    if found := paper.sitting.responses.filter(position=position).first():
        return found
    raise NoSitting(paper.sitting.pk)


def _response(paper: Paper, position: int, given: Given, now: datetime) -> Response:
    """The answer, judged: `shown` is the belief that its option stands for."""
    sitting, version = paper.sitting, paper.items[position]
    test = sitting.assignment
    chosen = next(each for each in bank.item_of(version).options if each.id == given.option)
    met = Response.objects.filter(sitting__learner=sitting.learner_id, item__item=version.item)
    return Response(
        sitting=sitting,
        position=position,
        item=version,
        option=given.option,
        right=bool(chosen.right),
        shown=chosen.misconception or "",
        confidence=given.confidence,
        is_first=not met.exists(),
        is_late=bool(test and test.due_at and now > test.due_at),
        answered_at=now,
    )


def _finish(paper: Paper, last: Response) -> None:
    """The sitting is over; the beliefs that a test showed go up for review."""
    sitting, now = paper.sitting, last.answered_at
    sitting.finished_at = now
    sitting.save(update_fields=["finished_at"])
    if sitting.assignment:
        for belief, was_sure in _shown([*paper.responses, last]):
            enter(sitting.learner, belief, was_sure, now)


def _shown(responses: Iterable[Response]) -> list[tuple[str, bool]]:
    """Each belief once, and whether one was sure of it, in an order that two tabs share."""
    found: dict[str, bool] = {}
    for each in responses:
        if each.shown:
            is_sure = each.confidence == Confidence.SURE
            found[each.shown] = found.get(each.shown, False) or is_sure
    return sorted(found.items())
