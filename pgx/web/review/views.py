"""The review: where one stands, its questions, and what is said of each: views translate HTTP."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pgx.accounts.models import User
from pgx.cases.review.beginning import begin as begin_review
from pgx.cases.review.beginning import find
from pgx.cases.sittings import AnswerRefused, NoItems, NoSitting, NotNow, Paper, give
from pgx.knowledge.errors import NoRelease
from pgx.web.cases.access import SeeOther
from pgx.web.hidden import View, found_for_account, posted_number
from pgx.web.review.answer import answer
from pgx.web.review.ending import ending
from pgx.web.review.overview import overview
from pgx.web.review.question import question
from pgx.web.sittings.access import shown_or_told
from pgx.web.sittings.asked import by_id


def _paper(learner: User, review_id: str) -> Paper:
    if not (found := find(learner, review_id)):
        raise NoSitting(review_id)
    return Paper(found)


def of_learner(view: View) -> View:
    """Give a view the paper of the address."""
    return found_for_account(_paper, "review_id", none=NoSitting)(shown_or_told(view))


@never_cache
@login_required
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """What is due now and when the next, what is mastered, and how sure one rightly was."""
    try:
        return render(request, "web/review/review.html", overview(request.user))
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)


@never_cache
@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin what is due, or go on; where nothing is due, the page says so."""
    try:
        begun = begin_review(request.user, timezone.now())
    except NoItems:
        return SeeOther(reverse("review"))
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    return SeeOther(reverse("review-asked", args=[begun.pk]))


@of_learner
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The question that comes now; at the end, what went right."""
    if request.method == "POST":
        return _answer(request, paper)
    return _page(request, paper)


def _page(request: HttpRequest, paper: Paper, status: int = 200, **more: Any) -> HttpResponse:
    if paper.position is None:
        return render(request, "web/review/ending.html", ending(paper) | more, status=status)
    return render(request, "web/review/question.html", question(paper, **more), status=status)


def _answer(request: HttpRequest, paper: Paper) -> HttpResponse:
    number = posted_number(request, "question")
    sent = by_id(paper, number - 1, dict(request.POST.lists()))
    try:
        give(paper.sitting, number - 1, sent, timezone.now())
    except AnswerRefused as refused:
        return _page(request, paper, 422, sent=sent, errors=refused.errors)
    except NotNow:
        problem = _("That question does not come now: nothing is stored. This is where you are.")
        return _page(request, paper, 409, problem=problem)
    return SeeOther(reverse("review-told", args=[paper.sitting.pk, number]))


@of_learner
@require_safe
def told(request: HttpRequest, paper: Paper, number: int) -> HttpResponse:
    """What is said of an answer, and when its belief comes again."""
    if not 1 <= number <= len(paper.responses):
        raise Http404
    return render(request, "web/review/answer.html", answer(paper, number))
