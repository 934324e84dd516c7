"""A belief comes up for review by an error, and is put off by what is answered there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from pgx.accounts.models import User
from pgx.cases.models import Confidence, Response, ReviewCard
from pgx.cases.review.days import start_of, zone_of
from pgx.cases.review.memory import Memory


def enter(learner: User, belief: str, was_sure: bool, now: datetime) -> None:
    """Put a belief that an error showed up for review: a confident one at once, else tomorrow.

    What is due already stays due; several errors of a day count as one.
    """
    zone = zone_of(learner)
    first = Memory.of_error(now.astimezone(zone).date())
    begins = {
        "state": first.stored(),
        "was_sure": was_sure,
        "due_at": _due(first, was_sure, now, zone),
    }
    with one_at_a_time(learner):
        card, is_new = ReviewCard.objects.get_or_create(
            learner=learner, belief=belief, defaults=begins
        )
        if not is_new:
            _enter_again(card, was_sure, now, zone)


def _enter_again(card: ReviewCard, was_sure: bool, now: datetime, zone: ZoneInfo) -> None:
    memory, today = Memory.read(card.state), now.astimezone(zone).date()
    if memory.right or memory.last < today:
        memory = memory.error(today)
    card.was_sure = card.was_sure or was_sure
    card.due_at = min(card.due_at, _due(memory, was_sure, now, zone))
    _keep(card, memory)


def answered(response: Response, now: datetime) -> None:
    """Put the belief of an answered review off, or bring it back tomorrow; once an answer.

    An error that shows another belief than was asked brings that one up too.
    """
    learner, asked = response.sitting.learner, response.item.belief
    zone = zone_of(learner)
    with one_at_a_time(learner):
        if card := learner.review_cards.filter(belief=asked).first():
            _answer(card, response, now, zone)
        if response.shown not in ("", asked):
            enter(learner, response.shown, response.confidence == Confidence.SURE, now)


def _answer(card: ReviewCard, response: Response, now: datetime, zone: ZoneInfo) -> None:
    memory = Memory.read(card.state)
    if memory.response == response.pk:
        return
    memory = memory.answer(response, now.astimezone(zone).date())
    card.was_sure = not response.right and response.confidence == Confidence.SURE
    card.due_at = start_of(memory.due, zone)
    _keep(card, memory)


@contextmanager
def one_at_a_time(learner: User) -> Iterator[None]:
    """A transaction in which nobody else changes the learner's review: two tabs come in turn."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=learner.pk)
        yield


def _keep(card: ReviewCard, memory: Memory) -> None:
    card.state = memory.stored()
    card.save(update_fields=["state", "was_sure", "due_at"])


def _due(memory: Memory, was_sure: bool, now: datetime, zone: ZoneInfo) -> datetime:
    """When an error is looked at again."""
    return now if was_sure else start_of(memory.due, zone)
