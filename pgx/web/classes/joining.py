"""A learner joins a class by its code, and leaves it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pgx import limits
from pgx.cases import classes
from pgx.cases.classes import JoinRefused
from pgx.cases.models import Membership
from pgx.client_address import client_address, counted_as
from pgx.web.classes.access import for_learners
from pgx.web.classes.forms import CodeForm
from pgx.web.classes.listed import SAFE_OR_POST

WHY = {
    classes.NoSuchCode: (404, gettext_lazy(
        "No class has this code. Look at it again: it has eight letters and digits, and no O, I, "
        "0 or 1 among them."
    )),
    classes.CodeExpired: (410, gettext_lazy(
        "This code has ended by itself. Ask your instructor for a new one."
    )),
    classes.CodeRevoked: (410, gettext_lazy(
        "An instructor has ended this code. Ask for the new one."
    )),
    classes.ClassOver: (410, gettext_lazy("The class of this code is closed.")),
    classes.TeachesHere: (409, gettext_lazy(
        "You teach this class, so you cannot learn in it. Use another account to try it out."
    )),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(SAFE_OR_POST)
def join(request: HttpRequest) -> HttpResponse:
    """A field for a code, filled in where the link has one; its class, or why not."""
    if request.method != "POST":
        return _page(request, CodeForm(initial={"code": request.GET.get("code", "")[:40]}))
    if not _may_try(request):
        return render(request, "web/classes/too_often.html", status=429)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        membership = classes.join(request.user, form.cleaned_data["code"])
    except JoinRefused as refused:
        status, says = WHY[type(refused)]
        form.add_error("code", says)
        return _page(request, form, status)
    says = _("You learn in “%(name)s” now.") % {"name": membership.of_class.name}
    messages.success(request, says)
    return redirect("class", membership.of_class_id)


def _page(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "web/classes/join.html", {"form": form}, status=status)


def _may_try(request: HttpRequest) -> bool:
    """Codes are not to be guessed: attempts are counted by account, and by address."""
    address = counted_as(client_address(request))
    callers = (("join-account", str(request.user.pk)), ("join-address", address))
    return all(limits.charge_as(request, *caller).allowed for caller in callers)


@for_learners
@require_http_methods(SAFE_OR_POST)
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say what stays, then leave the class."""
    if request.method != "POST":
        return render(request, "web/classes/leave.html", {"class": membership.of_class})
    classes.leave(membership)
    says = _("You have left “%(name)s”.") % {"name": membership.of_class.name}
    messages.success(request, says)
    return redirect("classes")
