"""The instructors' page, and its table as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pgx import notice
from pgx.batches.exporters import write_csv
from pgx.ehr.feedback.asking import FilterForm
from pgx.ehr.feedback.counting import summarize
from pgx.ehr.models import CardFeedback

PERMISSION = "ehr.view_feedback"
A_PAGE = 25
COLUMNS = ("received_at", "service", "drug", "indicator", "summary", "outcome")


def _for_instructors(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let instructors in; to everybody else there is nothing at this address."""

    @require_safe
    @never_cache
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise Http404
        return view(request)

    return inner


@_for_instructors
def page(request: HttpRequest) -> HttpResponse:
    """Which cards were accepted or overridden, and why."""
    form = FilterForm(request.GET)
    context = {
        "summary": summarize(),
        "form": form,
        "page": Paginator(form.found(), A_PAGE).get_page(request.GET.get("page")),
        "asked_for": _address(form),
    }
    return render(request, "ehr/feedback/feedback.html", context)


@_for_instructors
def table(request: HttpRequest) -> HttpResponse:
    """The list that the address asks for, as CSV."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="card-feedback.csv"'
    write_csv(_rows(FilterForm(request.GET).found()), response)  # type: ignore[arg-type]
    return response


def _rows(found: QuerySet[CardFeedback]) -> Iterator[list[Any]]:
    yield [*COLUMNS, "outcome_at", "accepted", "reason", "comment", "issuer", "notice"]
    for each in found.iterator():
        yield [
            each.received_at.isoformat(),
            *(getattr(each, name) for name in COLUMNS[1:]),
            each.outcome_at.isoformat(),
            "; ".join(each.accepted),
            *(each.reason, each.comment, each.issuer),
            str(notice.NOTICE_SHORT),
        ]


def _address(form: FilterForm) -> str:
    """The filter as it stands in an address, without the page."""
    kept = form.data.copy()
    kept.pop("page", None)
    return kept.urlencode()
