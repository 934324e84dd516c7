"""The playground over HTTP: the address holds everything, and acting leads to another address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pgx import limits
from pgx.ehr.cds.feedback_body import LONGEST_COMMENT
from pgx.ehr.cds.views import addresses
from pgx.ehr.playground import acting
from pgx.ehr.playground.calling import pretty
from pgx.ehr.playground.page import Page, heading, open_page
from pgx.ehr.playground.request import curl
from pgx.ehr.problems import CallRefused
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.science.knowledge import Knowledge


def _with_knowledge(
    view: Callable[[HttpRequest, Knowledge], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of the release of today; without one a page that says so."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        try:
            return view(request, releases.find())
        except NoRelease as none:
            return render(request, "web/no_release.html", {"reason": none}, status=404)

    return inner


@require_safe
@_with_knowledge
def playground(request: HttpRequest, knowledge: Knowledge) -> HttpResponse:
    """A small EHR in a page: a person, an order, and the cards that come back."""
    page = open_page(knowledge, request.GET, addresses(request))
    context = {
        "page": page,
        "release": knowledge,
        "heading": heading(page),
        "fhir": addresses(request).fhir,
        "services": request.build_absolute_uri(reverse("cds-services")),
        "most_characters": LONGEST_COMMENT,
        **_call(request, page),
    }
    return render(request, "ehr/playground/playground.html", context)


def _call(request: HttpRequest, page: Page) -> dict[str, Any]:
    """The request and the response in words."""
    if not page.body or not page.answered:
        return {}
    address = request.build_absolute_uri(reverse("cds-service", args=[page.service]))
    return {
        "address": address,
        "sent": pretty(page.body),
        "curl": curl(address, page.body),
        "came": pretty(page.answered.body),
        "state": page.address({}, page.overridden).partition("?")[2],
    }


def _acting(act: Callable[[HttpRequest, Knowledge, Page], str]) -> Callable[..., HttpResponse]:
    """A form that sends feedback, counted like every call; it leads back to the page."""

    @require_POST
    @_with_knowledge
    @wraps(act)
    def view(request: HttpRequest, knowledge: Knowledge) -> HttpResponse:
        if not limits.charge(request).allowed:
            return render(request, "429.html", status=429)
        page = open_page(knowledge, request.GET, addresses(request))
        try:
            return redirect(f"{act(request, knowledge, page)}#cards")
        except CallRefused as refused:
            said = [str(refused), *(f"{each.message} {each.hint}" for each in refused.errors)]
            messages.error(request, " ".join(said).strip())
            return redirect(page.address({}, page.overridden))

    return view


@_acting
def accept(request: HttpRequest, knowledge: Knowledge, page: Page) -> str:
    """Take a suggestion of a card."""
    card, suggestion = request.POST.get("card", ""), request.POST.get("suggestion", "")
    return acting.accept(knowledge, page, card, suggestion)


@_acting
def override(request: HttpRequest, knowledge: Knowledge, page: Page) -> str:
    """Put a card aside, with a reason."""
    given = (request.POST.get(name, "") for name in ("card", "reason", "comment"))
    # A browser counts the end of a line as one character, and sends two.
    return acting.override(page, *(text.replace("\r\n", "\n") for text in given))
