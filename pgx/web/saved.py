"""Pages of what an account has saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pgx.assessments import undoing
from pgx.assessments.models import SavedAssessment
from pgx.assessments.panels import Subject
from pgx.assessments.question import Regimen
from pgx.assessments.saved import KEEP_DAYS, compare, saved_by, subjects_of
from pgx.web.explore import address_of

A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One saved result, with the address at which Explore asks it again."""

    subject: str
    result: dict[str, Any]
    address: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """What I have saved, the newest first; a form takes back what was deleted just now."""
    if request.method == "POST":
        return _take_back(request)
    ticket = request.GET.get("deleted", "")
    gone = undoing.find(request.user, ticket)
    mine = saved_by(request.user).defer("packed", "asked")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "keep_days": KEEP_DAYS, "gone": gone, "ticket": ticket}
    return render(request, "web/saved/list.html", context)


def _take_back(request: HttpRequest) -> HttpResponse:
    if gone := undoing.find(request.user, request.POST.get("ticket", "")):
        undoing.take_back(gone)
        messages.success(request, _("The saved assessment is here again."))
    else:
        messages.warning(request, _("This deletion cannot be undone any more."))
    return redirect("saved")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the address says so
    """One saved answer and whether today's engine agrees; a form deletes it."""
    saved = get_object_or_404(saved_by(request.user), pk=id)
    if request.method == "POST":
        return redirect(f"{reverse('saved')}?{urlencode({'deleted': undoing.discard(saved)})}")
    context = {
        "saved": saved,
        "agreement": compare(saved),
        "lines": list(_lines(saved)),
        "undo_minutes": undoing.UNDO // timedelta(minutes=1),
    }
    return render(request, "web/saved/one.html", context)


@never_cache
@login_required
@require_safe
def answer(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the address says so
    """The saved bytes."""
    saved = get_object_or_404(saved_by(request.user), pk=id)
    return HttpResponse(saved.body, content_type="application/json")


def _lines(saved: SavedAssessment) -> Iterator[Line]:
    """Every saved result, in the order in which it was answered."""
    answer = json.loads(saved.body)
    answers = [each["assessment"] for each in answer["panels"]] if "panels" in answer else [answer]
    for subject, given in zip(subjects_of(saved), answers, strict=True):
        for result in given["results"]:
            yield Line(subject.subject, result, _address(subject, result))


def _address(subject: Subject, result: dict[str, Any]) -> str:
    return address_of(subject.question, Regimen(result["drug"], result["dose_mg_per_day"]))
