"""Who sees a test: whoever sits it. To every other account there is nothing at its address."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pgx.accounts.models import User
from pgx.cases.errors import CaseRefused
from pgx.cases.models import TESTS, Assignment
from pgx.cases.sittings import NoSitting, Paper, find
from pgx.knowledge.errors import NoRelease
from pgx.web.hidden import View, found_for_account


def _paper(learner: User, sitting_id: str) -> Paper:
    return Paper(find(learner, sitting_id))


def _test(learner: User, class_id: str, assignment_id: int) -> Assignment:
    """A test of a class that the learner is in, or was. Raises Assignment.DoesNotExist."""
    tests = Assignment.objects.filter(kind__in=TESTS).select_related("of_class")
    mine = tests.filter(of_class=class_id, of_class__memberships__learner=learner)
    return mine.get(pk=assignment_id)


def shown_or_told(view: View) -> View:
    """Say so where a question cannot be shown any more, as when its release was withdrawn."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **address: Any) -> HttpResponse:
        try:
            return view(request, *args, **address)
        except (NoRelease, CaseRefused) as error:
            return render(request, "web/items/cannot.html", {"reason": error}, status=409)

    return inner


def of_learner(view: View) -> View:
    """Give a view the paper of the address."""
    return found_for_account(_paper, "sitting_id", none=NoSitting)(shown_or_told(view))


of_member = found_for_account(_test, "class_id", "assignment_id", none=Assignment.DoesNotExist)
