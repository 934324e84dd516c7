"""Class files beside a class: shown by an instructor, looked at by its learners."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pgx.batches.downloads import merged_summary
from pgx.cases.classes import ClassClosed
from pgx.cases.classes.data import attach, data_of, detach, find_data, own_files
from pgx.cases.classes.errors import NoData
from pgx.cases.models import Class, ClassData, Membership
from pgx.knowledge import releases
from pgx.web.batches.summary import pictures
from pgx.web.classes.access import for_both, for_instructors
from pgx.web.classes.listed import SAFE_OR_POST
from pgx.web.classes.subjects import subjects_page

View = Callable[..., HttpResponse]


def of_class(view: View) -> View:
    """Give the view the file of the address, and the class; what is gone is said, with 404."""

    @wraps(view)
    def inner(request: HttpRequest, found: Class | Membership, data_id: int) -> HttpResponse:
        shown_to = found if isinstance(found, Class) else found.of_class
        try:
            data = find_data(shown_to, data_id)
        except NoData:
            context = {"class": shown_to, "keep_days": settings.KEEP_BATCHES_DAYS}
            return render(request, "web/classes/data_gone.html", context, status=404)
        return view(request, data, {"class": shown_to, "is_taught": found is shown_to})

    return inner


@for_both
@require_http_methods(SAFE_OR_POST)
def listed(request: HttpRequest, found: Class | Membership) -> HttpResponse:
    """What the class is shown; an instructor chooses a file of their own to show."""
    if isinstance(found, Membership):
        if request.method == "POST":
            raise Http404
        context = {"class": found.of_class, "shown": data_of(found.of_class)}
        return render(request, "web/classes/data.html", context)
    if request.method == "POST":
        return _attach(request, found)
    shown = list(data_of(found))
    more = own_files(request.user).exclude(pk__in=[each.batch_id for each in shown])
    context = {"class": found, "shown": shown, "is_taught": True, "more": more}
    return render(request, "web/classes/data.html", context)


def _attach(request: HttpRequest, found: Class) -> HttpResponse:
    try:
        data = attach(found, request.user, request.POST.get("batch", ""))
    except NoData:
        raise Http404 from None
    except ClassClosed:
        messages.error(request, _("The class is closed: nothing new is shown to it."))
        return redirect("class-data-list", found.pk)
    words = {"file": data.batch.name, "name": found.name}
    messages.success(request, _("“%(name)s” is shown “%(file)s”.") % words)
    return redirect("class-data", found.pk, data.pk)


@for_instructors
@require_POST
@of_class
def remove(request: HttpRequest, data: ClassData, context: dict[str, Any]) -> HttpResponse:
    """Show it no more."""
    detach(data)
    messages.success(request, _("The class is not shown “%s” any more.") % data.batch.name)
    return redirect("class-data-list", data.of_class_id)


@for_both
@require_safe
@of_class
def one(request: HttpRequest, data: ClassData, context: dict[str, Any]) -> HttpResponse:
    """The summary of a file; nothing of it is downloaded here."""
    knowledge = releases.find(data.batch.release_version)
    drug = request.GET.get("drug", "")
    context |= {"data": data, "batch": data.batch}
    context |= pictures(merged_summary(data.batch), knowledge, drug)
    return render(request, "web/classes/data_one.html", context)


@for_both
@require_safe
@of_class
def subjects(request: HttpRequest, data: ClassData, context: dict[str, Any]) -> HttpResponse:
    """Its subjects, by their id or page by page, each with a link into Explore."""
    context |= {"data": data, "batch": data.batch, **subjects_page(data.batch, request.GET)}
    return render(request, "web/classes/data_subjects.html", context)
