"""Who may be at the desk, and what is said where a page of it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pgx.knowledge.drafts import DraftClosed
from pgx.knowledge.errors import ReleaseUnreadable
from pgx.knowledge.models import Draft
from pgx.knowledge.tables import TABLES

PERMISSION = "knowledge.use_desk"
View = Callable[..., HttpResponse]


def for_curators(view: View) -> View:
    """Let curators in; to everybody else there is nothing at this address.

    Forms are held against their token only then: a refusal would tell that there is a page.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise Http404
        try:
            return protected(request, *args, **kwargs)
        except ReleaseUnreadable as error:
            return cannot(request, f"{error}.")
        except DraftClosed:
            return cannot(request, _("It is published or deleted, so it changes no more."))

    return inner


def cannot(request: HttpRequest, reason: str) -> HttpResponse:
    """A page that says why a draft cannot be opened or changed; nothing was changed."""
    return render(request, "web/desk/cannot.html", {"reason": reason}, status=409)


def draft_or_404(draft_id: int) -> Draft:
    """A draft with its release and its people."""
    related = ("parent__withdrawal", "made_by", "published_as", "published_by")
    return get_object_or_404(Draft.objects.select_related(*related), pk=draft_id)


def table_or_404(table: str) -> str:
    """The name of a table that there is."""
    if table not in TABLES:
        raise Http404
    return table
