"""Beginning a test, its questions, and its result: each view only translates HTTP."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from pgx.cases.models import Assignment
from pgx.cases.sittings import (
    AnswerRefused,
    Closed,
    NoItems,
    NotAMember,
    NotNow,
    NotOpen,
    Paper,
    give,
)
from pgx.cases.sittings import begin as begin_test
from pgx.knowledge.errors import NoRelease
from pgx.web.cases.access import SeeOther
from pgx.web.hidden import posted_number
from pgx.web.sittings.access import of_learner, of_member
from pgx.web.sittings.asked import asked, by_id, is_other, is_put_off
from pgx.web.sittings.result import result

NOT_STORED: dict[type[Exception], Any] = {
    NotNow: _("That question does not come now: nothing is stored. This is where you are."),
    NotOpen: _("The test is not open now: your answer is not stored."),
    Closed: _("The test takes no answers any more: your answer is not stored."),
}


@of_member
@require_POST
def begin(request: HttpRequest, test: Assignment) -> HttpResponse:
    """Begin a test, or go on with it; one that cannot be begun now says why."""
    try:
        begun = begin_test(test, request.user)
    except NotAMember:
        raise Http404 from None
    except (NotOpen, Closed, NoItems) as why:
        context = {"test": test, "why": type(why).__name__}
        return render(request, "web/sittings/cannot.html", context, status=409)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    return SeeOther(reverse("sitting", args=[begun.pk]))


@of_learner
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The question that comes now; of a test that is over, what came of it."""
    if request.method == "POST":
        return _answer(request, paper)
    return _page(request, paper)


def _page(request: HttpRequest, paper: Paper, status: int = 200, **more: Any) -> HttpResponse:
    """The question that comes now, or the result; a `problem` stands above it."""
    if paper.is_over:
        context = result(paper) | more
        return render(request, "web/sittings/result.html", context, status=status)
    if paper.has_left:
        context = {"test": paper.sitting.assignment, "why": "Left", **more}
        return render(request, "web/sittings/cannot.html", context, status=status)
    if is_put_off(paper):
        context = {"test": paper.sitting.assignment, "why": NotOpen.__name__, **more}
        return render(request, "web/sittings/cannot.html", context, status=status)
    context = asked(paper, **more)
    return render(request, "web/sittings/item.html", context, status=status)


def _answer(request: HttpRequest, paper: Paper) -> HttpResponse:
    position = posted_number(request, "question") - 1
    sent = by_id(paper, position, dict(request.POST.lists()))
    try:
        stored = give(paper.sitting, position, sent, timezone.now())
    except AnswerRefused as refused:
        return _page(request, paper, 422, sent=sent, errors=refused.errors)
    except (NotNow, NotOpen, Closed) as why:
        return _page(request, paper, 409, problem=NOT_STORED[type(why)])
    if is_other(stored, sent):
        says = _("Question %(number)d was answered already: that answer stays as it was.")
        messages.info(request, says % {"number": position + 1})
    return SeeOther(reverse("sitting", args=[paper.sitting.pk]))
