"""What answers of cases showed comes up for review: of accounts, never of trials."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from pgx.accounts.models import User
from pgx.cases.models import Answer, Attempt
from pgx.cases.review.cards import enter

log = logging.getLogger(__name__)
SURE = "sure"


def enter_shown(attempt: Attempt, answers: Iterable[Answer]) -> None:
    """Put the beliefs of answers up for review. What fails is logged: the answers stand."""
    if attempt.learner is None or attempt.is_trial:
        return
    try:
        with transaction.atomic():
            for answer in answers:
                _enter(attempt.learner, answer, answer.answered_at)
    except Exception:
        log.exception("What answers of the attempt %s showed is not up for review.", attempt.pk)


def _enter(learner: User, answer: Answer, now: datetime) -> None:
    for belief in sorted(answer.found["beliefs"]):
        enter(learner, belief, answer.given.get("confidence") == SURE, now)
