"""Who sees a test: whoever sits it. To every other account there is nothing at its address."""

from __future__ import annotations

from pgx.accounts.models import User
from pgx.cases.models import TESTS, Assignment
from pgx.cases.sittings import NoSitting, Paper, find
from pgx.web.hidden import found_for_account


def _paper(learner: User, sitting_id: str) -> Paper:
    return Paper(find(learner, sitting_id))


def _test(learner: User, class_id: str, assignment_id: int) -> Assignment:
    """A test of a class that the learner is in, or was. Raises Assignment.DoesNotExist."""
    tests = Assignment.objects.filter(kind__in=TESTS).select_related("of_class")
    mine = tests.filter(of_class=class_id, of_class__memberships__learner=learner)
    return mine.get(pk=assignment_id)


of_learner = found_for_account(_paper, "sitting_id", none=NoSitting)
of_member = found_for_account(_test, "class_id", "assignment_id", none=Assignment.DoesNotExist)
