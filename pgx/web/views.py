"""The pages: each view turns an address into a question and an answer into a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pgx.assessments.evidence import solve_all
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.web import explore as exploring
from pgx.web import living
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.compare.examples import ways
from pgx.web.details import details
from pgx.web.form import unplaced


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence, an example that lives, and where to begin."""
    try:
        context = living.examples(releases.find(None), request.GET.get(living.MARKER, ""))
    except NoRelease:
        context = {}
    return render(request, "web/home.html", context)


@require_safe
@asks_for_knowledge
def explore(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A panel and a regimen, and what follows from them. The address holds the question."""
    page = exploring.explore(asked.knowledge, request.GET)
    context: dict[str, Any] = {
        "page": page,
        "release": asked.knowledge,
        "asked": asked,
        "lost": unplaced(asked.knowledge, page.errors),
        "switch": exploring.switched(request.GET.dict(), not page.is_switched_on),
    }
    if page.answer and page.result and not page.result.is_stopped:
        context |= details(page.answer, page.result, page.is_switched_on)
        context["ways"] = ways(asked.knowledge, request.GET.dict())
    context["others"] = [
        (result, exploring.drug_address(request.GET.dict(), result.drug)) for result in page.others
    ]
    return render(request, "web/explore.html", context)


@require_safe
@asks_for_knowledge
def evidence(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What each gene's published odds ratio would ask of the model, whole or by its grade."""
    shrunk = request.GET.get("shrunk") == "on"
    answers = solve_all(asked.knowledge, shrunk)
    context = {
        "release": asked.knowledge,
        "asked": asked,
        "answers": answers,
        "shrunk": shrunk,
        "published": sum(answer.asked is not None for answer in answers),
        "solved": sum(answer.solved is not None for answer in answers),
        "published_tag": _("Published"),
    }
    return render(request, "web/evidence.html", context)
