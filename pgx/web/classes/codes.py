"""An instructor gives out a new join code, or ends the one there is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pgx.cases import classes
from pgx.cases.classes import ClassClosed
from pgx.cases.models import Class
from pgx.web.classes.access import for_instructors


@for_instructors
@require_POST
def new(request: HttpRequest, of_class: Class) -> HttpResponse:
    """A new code; the one before ends."""
    try:
        classes.new_code(of_class)
    except ClassClosed:
        messages.error(request, _("The class is closed: nobody joins it any more."))
    else:
        messages.success(
            request, _("There is a new code. The one before does not let in any more.")
        )
    return redirect("class", of_class.pk)


@for_instructors
@require_POST
def revoke(request: HttpRequest, of_class: Class) -> HttpResponse:
    """No code lets in any more; whoever is in stays."""
    classes.revoke_all(of_class, timezone.now())
    messages.success(
        request, _("The code does not let in any more. Whoever is in the class stays.")
    )
    return redirect("class", of_class.pk)
