"""Who may be at the desk for cases, and what is said where a draft is not there any more."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pgx.cases.drafts import DraftGone
from pgx.cases.models import CaseDraft
from pgx.knowledge.errors import NoRelease
from pgx.web.hidden import View, hidden_without

PERMISSION = "cases.use_desk"


def for_curators(view: View) -> View:
    """Let curators in; to everybody else there is nothing at this address."""

    @hidden_without(PERMISSION)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DraftGone:
            context = {"text": request.POST.get("text", "")}
            return render(request, "web/case_desk/gone.html", context, status=409)
        except NoRelease as none:
            return render(request, "web/no_release.html", {"reason": none}, status=404)

    return inner


def draft_of(request: HttpRequest, draft_id: int) -> CaseDraft:
    """A draft with its parent. Raises Http404; DraftGone where a form of it is sent."""
    related = ("parent", "edited_by")
    if found := CaseDraft.objects.select_related(*related).filter(pk=draft_id).first():
        return found
    if request.method == "POST":
        raise DraftGone
    raise Http404
