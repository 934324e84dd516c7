"""A class is closed, or deleted with all that is in it: each is asked once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.cases import classes
from pgx.cases.models import Class, Sitting
from pgx.web.classes.access import for_instructors
from pgx.web.classes.listed import SAFE_OR_POST


@for_instructors
@require_http_methods(SAFE_OR_POST)
def close(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Say what ends, then close the class."""
    if request.method != "POST":
        return render(request, "web/classes/close.html", {"class": of_class})
    classes.close(of_class)
    messages.success(request, _("The class is closed. What was answered stays to be read."))
    return redirect("class", of_class.pk)


@for_instructors
@require_http_methods(SAFE_OR_POST)
def delete(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Say what is lost, then delete the class."""
    if request.method != "POST":
        context = {
            "class": of_class,
            "learners": of_class.memberships.count(),
            "tests": Sitting.objects.filter(assignment__of_class=of_class).count(),
        }
        return render(request, "web/classes/delete.html", context)
    classes.delete(of_class)
    messages.success(request, _("The class “%(name)s” is deleted.") % {"name": of_class.name})
    return redirect("classes")
