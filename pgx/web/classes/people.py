"""Who teaches a class: another one is added, or one leaves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pgx.cases import classes
from pgx.cases.classes import LastInstructor
from pgx.cases.models import Class
from pgx.web.classes.access import for_instructors
from pgx.web.classes.forms import InstructorForm, status_of
from pgx.web.classes.listed import SAFE_OR_POST

WHY: dict[type[Exception], Any] = {
    classes.ClassClosed: gettext_lazy("The class is closed: nobody comes to it any more."),
    classes.NoSuchAccount: gettext_lazy(
        "Nobody has an account of this name. Capitals count; it stands on the other’s account page."
    ),
    classes.LearnsHere: gettext_lazy(
        "This account learns in the class. It can teach it once it has left."
    ),
    classes.MayNotTeach: gettext_lazy("This account may not teach here: it is no instructor’s."),
    classes.TooMany: gettext_lazy("The class has as many instructors as there can be."),
}


@for_instructors
@require_http_methods(SAFE_OR_POST)
def instructors(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Who teaches the class, and a field for another one."""
    form = InstructorForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _add(request, of_class, form):
        return redirect("class-instructors", of_class.pk)
    context = {"class": of_class, "form": form, "instructors": of_class.instructors.all()}
    return render(request, "web/classes/instructors.html", context, status=status_of(form))


def _add(request: HttpRequest, of_class: Class, form: InstructorForm) -> bool:
    try:
        added = classes.add_instructor(of_class, form.cleaned_data["pseudonym"])
    except tuple(WHY) as refused:
        form.add_error("pseudonym", WHY[type(refused)])
        return False
    says = _("%(name)s teaches this class too.") % {"name": added.username}
    messages.success(request, says)
    return True


@for_instructors
@require_http_methods(SAFE_OR_POST)
def stop(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Ask once more, then teach the class no more; the last one cannot while it is open."""
    is_last = False
    if request.method == "POST":
        try:
            classes.stop_teaching(of_class, request.user)
        except LastInstructor:
            is_last = True
        else:
            says = _("You do not teach “%(name)s” any more.") % {"name": of_class.name}
            messages.success(request, says)
            return redirect("classes")
    context = {"class": of_class, "is_last": is_last}
    return render(request, "web/classes/stop.html", context, status=409 if is_last else 200)
