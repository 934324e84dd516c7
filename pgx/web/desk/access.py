"""Who may be at the desk, and what is said where a page of it cannot be."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.knowledge.drafts import ChangeUnreadable, DraftClosed
from pgx.knowledge.errors import ReleaseUnreadable
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.tables import TABLES
from pgx.web.hidden import View, hidden_without

CLOSED = _("It is published or deleted, so it changes no more.")
PERMISSION = "knowledge.use_desk"
CELL = "cell-"  # before the name of a column in the form of a row


def for_curators(view: View) -> View:
    """Let curators in; to everybody else there is nothing at this address."""

    @hidden_without(PERMISSION)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ChangeUnreadable as error:
            return cannot(request, f"{error}.", error.change.draft, error.change)
        except ReleaseUnreadable as error:
            draft = Draft.objects.filter(pk=kwargs.get("draft_id")).first()
            return cannot(request, f"{error}.", draft)
        except DraftClosed:
            return cannot(request, CLOSED)

    return inner


def cannot(
    request: HttpRequest,
    reason: str | Promise,
    draft: Draft | None = None,
    change: Change | None = None,
) -> HttpResponse:
    """A page that says why a draft cannot be opened or changed; nothing was changed.

    It keeps the cells that were typed, and offers ways out of a draft that cannot be read:
    `change` is what cannot be.
    """
    typed = {
        name.removeprefix(CELL): cell
        for name, cell in request.POST.items()
        if name.startswith(CELL)
    }
    context = {"reason": reason, "draft": draft, "change": change, "typed": typed}
    return render(request, "web/desk/cannot.html", context, status=409)


def draft_or_404(draft_id: int) -> Draft:
    """A draft with its release and its people."""
    related = ("parent__withdrawal", "made_by", "published_as", "published_by")
    return get_object_or_404(Draft.objects.select_related(*related), pk=draft_id)


def table_or_404(table: str) -> str:
    """The name of a table that there is."""
    if table not in TABLES:
        raise Http404
    return table
