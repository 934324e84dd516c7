"""The pages: each view turns an address into a question and an answer into a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pgx.assessments.evidence import solve_all
from pgx.echo import short
from pgx.web import explore as exploring
from pgx.web import tracing
from pgx.web.all_drugs import by_category
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.cannot_tell import cannot_tell
from pgx.web.details import details
from pgx.web.form import unplaced


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence, and where to begin."""
    return render(request, "web/home.html")


@require_safe
@asks_for_knowledge
def explore(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A panel and a regimen, and what follows from them. The address holds the question."""
    page, given = exploring.explore(asked.knowledge, request.GET), request.GET.dict()
    context: dict[str, Any] = {
        "page": page,
        "release": asked.knowledge,
        "asked": asked,
        "lost": unplaced(asked.knowledge, page.errors),
        "every_drug": exploring.drug_address(given),
        "switch": exploring.switched(given, not page.is_switched_on),
    }
    if page.answer:
        context["cannot_tell"] = cannot_tell(asked.knowledge, page.answer, page.result)
    if page.answer and page.result and not page.result.is_stopped:
        context |= details(asked.knowledge, page.answer, page.result, given, page.is_switched_on)
        context["stops"] = tracing.stops(page.result, request.GET)
    elif page.answer and not page.result:
        context["categories"] = by_category(page.answer.results, given)
    return render(request, "web/explore.html", context)


@require_safe
@asks_for_knowledge
def trace(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One node of the trace of a question: its formula, its value, its inputs."""
    query = tracing.question_of(request.GET)
    page = exploring.explore(asked.knowledge, query)
    if not page.result:
        return redirect(f"{reverse('explore')}?{query.urlencode(safe='*/')}")
    name = request.GET.get(tracing.NODE, "")
    opened = tracing.opened(asked.knowledge, page.result, query, name)
    context = {
        "release": asked.knowledge,
        "asked": asked,
        "result": page.result,
        "opened": opened,
        "name": short(name),
        "stops": tracing.stops(page.result, query),
        "back": f"{reverse('explore')}?{page.address}",
    }
    return render(request, "web/trace.html", context, status=200 if opened else 404)


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
