"""One assignment: other times, closed, opened again, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pgx.cases.classes import AlreadyBegun, ClassClosed, assigning
from pgx.cases.classes.assigning import find_assignment
from pgx.cases.models import Assignment, Class
from pgx.web.classes.access import for_instructors
from pgx.web.classes.forms import status_of
from pgx.web.classes.listed import SAFE_OR_POST
from pgx.web.classes.times import TimesForm
from pgx.web.classes.titles import title_of

CLOSED = gettext_lazy("The class is closed: its assignments stay as they are.")


@for_instructors
@require_http_methods(SAFE_OR_POST)
def edit(request: HttpRequest, of_class: Class, assignment_id: int) -> HttpResponse:
    """Other times for what is assigned, and the ways to end it."""
    found = find_assignment(of_class, assignment_id)
    posted = request.POST if request.method == "POST" else None
    initial = {"opens_at": found.opens_at, "due_at": found.due_at}
    form = TimesForm(of_class.time_zone, posted, initial=initial)
    if form.is_valid():
        move = partial(assigning.move, **form.cleaned_data)
        return _change(request, found, move, _("“%(title)s” has its new times."))
    context = {"class": of_class, "assignment": found, "title": title_of(found), "form": form}
    return render(request, "web/classes/assignment.html", context, status=status_of(form))


@for_instructors
@require_POST
def close(request: HttpRequest, of_class: Class, assignment_id: int) -> HttpResponse:
    """Take no answer any more."""
    says = _("“%(title)s” is closed: no answer to it counts any more.")
    return _change(request, find_assignment(of_class, assignment_id), assigning.close, says)


@for_instructors
@require_POST
def reopen(request: HttpRequest, of_class: Class, assignment_id: int) -> HttpResponse:
    """Take answers again."""
    says = _("“%(title)s” is open again. Whoever saw a result while it was closed has seen it.")
    return _change(request, find_assignment(of_class, assignment_id), assigning.reopen, says)


def _change(
    request: HttpRequest, found: Assignment, change: Callable[[Assignment], None], says: str
) -> HttpResponse:
    """Change an assignment and say so, on the page of its class."""
    try:
        change(found)
    except ClassClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, says % {"title": title_of(found)})
    return redirect("class", found.of_class_id)


@for_instructors
@require_http_methods(SAFE_OR_POST)
def remove(request: HttpRequest, of_class: Class, assignment_id: int) -> HttpResponse:
    """Ask once more, then remove it; a test that somebody has begun stays."""
    found = find_assignment(of_class, assignment_id)
    context = {"class": of_class, "assignment": found, "title": title_of(found)}
    context["is_begun"] = found.sittings.exists()
    if request.method != "POST":
        return render(request, "web/classes/remove.html", context)
    try:
        assigning.remove(found)
    except AlreadyBegun:
        return render(request, "web/classes/remove.html", {**context, "is_begun": True}, status=409)
    except ClassClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("“%(title)s” is not assigned any more.") % context)
    return redirect("class", of_class.pk)
