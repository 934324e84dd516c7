"""What somebody teaches and learns in; a new class, and its name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pgx.cases.classes import MayNotTeach, TooMany, classes_of, make, may_make, taught_by
from pgx.cases.models import Class
from pgx.web.classes.access import for_instructors
from pgx.web.classes.forms import ClassForm, CodeForm, status_of

SAFE_OR_POST = ["GET", "HEAD", "POST"]
LEARNERS = Count("memberships", filter=Q(memberships__left_at=None))


@never_cache
@login_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """What I teach, what I learn in, and a field for a join code."""
    context = {
        "taught": taught_by(request.user).annotate(learners=LEARNERS),
        "joined": classes_of(request.user),
        "may_make": may_make(request.user),
        "form": CodeForm(),
    }
    return render(request, "web/classes/classes.html", context)


@never_cache
@login_required
@require_http_methods(SAFE_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Make a class; where only instructors may, say so to the others."""
    if not may_make(request.user):
        return render(request, "web/classes/may_not.html", status=403)
    posted = request.POST if request.method == "POST" else None
    form = ClassForm(posted, initial=_as_before(request))
    if form.is_valid() and (made := _make(request, form)):
        messages.success(request, _("The class is there. Give its code to your learners."))
        return redirect("class", made.pk)
    return render(request, "web/classes/new.html", {"form": form}, status=status_of(form))


def _as_before(request: HttpRequest) -> dict[str, str]:
    """The time zone of the class that was made last: who teaches several is in one place."""
    last = taught_by(request.user).order_by("-made_at").first()
    return {"time_zone": last.time_zone} if last else {}


def _make(request: HttpRequest, form: ClassForm) -> Class | None:
    """The class; None where the form says why there is none."""
    asked: dict[str, Any] = form.cleaned_data
    try:
        return make(request.user, asked["name"], asked["time_zone"])
    except TooMany as many:
        says = _("You teach %(most)s open classes, as many as there can be. Close one first.")
        form.add_error(None, says % {"most": many.most})
    except MayNotTeach:
        form.add_error(None, _("Only instructors make classes here."))
    return None


@for_instructors
@require_http_methods(SAFE_OR_POST)
def rename(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Another name, another time zone."""
    form = ClassForm(request.POST if request.method == "POST" else None, instance=of_class)
    if form.is_valid():
        of_class.save(update_fields=["name", "time_zone"])
        messages.success(request, _("The class has its new name and time zone."))
        return redirect("class", of_class.pk)
    context = {"form": form, "class": of_class}
    return render(request, "web/classes/rename.html", context, status=status_of(form))
