"""Who sees a test: whoever sits it. To every other account there is nothing at its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pgx.accounts.models import User
from pgx.cases.models import TESTS, Assignment
from pgx.cases.sittings import NoSitting, Paper, find

View = Callable[..., HttpResponse]


def of_account(find_one: Callable[..., Any]) -> Callable[[View], View]:
    """Give the view what is found for the account; 404 before a form is held to its token.

    What is deleted meanwhile is not there either.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @never_cache
        @login_required
        @wraps(view)
        def inner(request: HttpRequest, **names: Any) -> HttpResponse:
            try:
                return protected(request, find_one(request.user, **names))
            except NoSitting:
                raise Http404 from None

        return inner

    return decorate


def _paper(learner: User, sitting_id: str) -> Paper:
    return Paper(find(learner, sitting_id))


def _test(learner: User, class_id: str, assignment_id: int) -> Assignment:
    """A test of a class that the learner is in, or was."""
    tests = Assignment.objects.filter(kind__in=TESTS).select_related("of_class")
    mine = tests.filter(of_class=class_id, of_class__memberships__learner=learner)
    if not (found := mine.filter(pk=assignment_id).first()):
        raise Http404
    return found


of_learner = of_account(_paper)
of_member = of_account(_test)
