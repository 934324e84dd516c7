"""The figures of a class: its beliefs, its items, and what is projected."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pgx.cases.classes.codes import open_code, shown_code
from pgx.cases.models import Class
from pgx.knowledge.errors import NoRelease
from pgx.web.class_figures import beliefs as of_beliefs
from pgx.web.class_figures import comparing, kept, projecting
from pgx.web.class_figures import items as of_items
from pgx.web.classes.access import for_instructors

FOLDER = "web/class_figures"


@for_instructors
@require_safe
def beliefs(request: HttpRequest, of: Class) -> HttpResponse:
    """What the class believes, before and after, and what it learnt; beside another class."""
    other = request.GET.get("with", "")
    more: dict[str, Any] = {"others": comparing.others(request.user, of), "other": other}
    if other:
        more["compared"] = comparing.compared(request.user, of, other)
    return _page(request, of, "beliefs", of_beliefs.context, more)


@for_instructors
@require_safe
def items(request: HttpRequest, of: Class) -> HttpResponse:
    """What each item's answers say of it."""
    return _page(request, of, "items", of_items.context, {})


@for_instructors
@require_safe
def projected(request: HttpRequest, of: Class) -> HttpResponse:
    """The beliefs in large type and without a name, for everybody in the room."""
    return _page(request, of, "projected", projecting.context, {})


def _page(
    request: HttpRequest, of: Class, name: str, build: kept.Build, more: dict[str, Any]
) -> HttpResponse:
    """The kept part of a page in its frame; a class that nobody has answered in says what to do."""
    try:
        body = kept.body(of, f"{FOLDER}/_{name}.html", build)
    except NoRelease as none:
        context = {"reason": none, "here": request.path}
        return render(request, "web/no_release.html", context, status=404)
    context = {"of_class": of, "body": body, **more}
    if not body:
        code = open_code(of, timezone.now())
        context |= {"code": code and shown_code(code.code)}
        return render(request, f"{FOLDER}/nobody.html", context)
    return render(request, f"{FOLDER}/{name}.html", context)
