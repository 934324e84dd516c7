"""An instructor assigns cases, several at once, and the three tests."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pgx.cases.classes import AlreadyBegun, ClassClosed, beliefs
from pgx.cases.classes.assigning import assign_cases
from pgx.cases.models import Class
from pgx.knowledge.errors import NoRelease
from pgx.web.classes.access import for_instructors
from pgx.web.classes.forms import status_of
from pgx.web.classes.forms_of_tests import Tests
from pgx.web.classes.listed import SAFE_OR_POST
from pgx.web.classes.to_assign import CasesForm


@for_instructors
@require_http_methods(SAFE_OR_POST)
def cases(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Tick cases, say when they are due, and assign them."""
    posted = request.POST if request.method == "POST" else None
    try:
        form = CasesForm(of_class, posted, initial={"cases": request.GET.getlist("case")})
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    if form.is_valid():
        return _assign(request, of_class, form)
    context = {"class": of_class, "form": form}
    return render(request, "web/classes/assign_cases.html", context, status=status_of(form))


def _assign(request: HttpRequest, of_class: Class, form: CasesForm) -> HttpResponse:
    asked = form.cleaned_data
    try:
        given = assign_cases(of_class, asked["cases"], asked["opens_at"], asked["due_at"])
    except ClassClosed:
        messages.error(request, _("The class is closed: nothing is assigned in it any more."))
    else:
        says = ngettext("%(n)s case is assigned.", "%(n)s cases are assigned.", len(given))
        messages.success(request, says % {"n": len(given)})
    return redirect("class", of_class.pk)


@for_instructors
@require_http_methods(SAFE_OR_POST)
def tests(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Choose the ten beliefs, and say when each test opens and is due."""
    try:
        if not beliefs.can_ask():
            return render(request, "web/classes/no_items.html", {"class": of_class}, status=409)
        asked = Tests(of_class, request.POST if request.method == "POST" else None)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    if asked.is_valid() and _given(request, asked):
        return redirect("class", of_class.pk)
    context = {"class": of_class, "asked": asked}
    status = 422 if asked.errors else 200
    return render(request, "web/classes/assign_tests.html", context, status=status)


def _given(request: HttpRequest, asked: Tests) -> bool:
    try:
        asked.save()
    except ClassClosed:
        messages.error(request, _("The class is closed: nothing is assigned in it any more."))
    except AlreadyBegun:
        messages.error(request, _("Somebody has just begun a test: its beliefs stay as they are."))
    else:
        messages.success(request, _said(asked))
    return True


def _said(asked: Tests) -> str:
    if count := len(asked.wanted()):
        says = ngettext("%(n)s test is assigned.", "%(n)s tests are assigned.", count)
        return says % {"n": count}
    return _("The ten beliefs are kept. No test is assigned: you ticked none.")
