"""Parts of an answer that open: pages of their own, which scripts fetch into Explore."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pgx.assessments.errors import QuestionRefused
from pgx.echo import short
from pgx.web import explore as exploring
from pgx.web import parts, tracing
from pgx.web.all_drugs import by_category, finding
from pgx.web.asked import Asked, asks_for_knowledge


@require_safe
@asks_for_knowledge
def trace(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One node of the trace of a question: its formula, its value, its inputs."""
    query = tracing.question_of(request.GET)
    page = exploring.explore(asked.knowledge, query)
    if not page.result:
        return redirect(exploring.panel_address(query.dict()))
    name = request.GET.get(tracing.NODE, "")
    opened = tracing.opened(asked.knowledge, page.result, query, name)
    context = {
        **_shared(asked, page),
        "opened": opened,
        "name": short(name),
        "stops": tracing.stops(page.result, query),
    }
    return render(request, "web/trace.html", context, status=200 if opened else 404)


@require_safe
@asks_for_knowledge
def rest(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What stands behind the path of one regimen."""
    page = exploring.explore(asked.knowledge, request.GET)
    found = parts.rest(asked.knowledge, page, request.GET)
    if not found:
        return redirect(exploring.panel_address(request.GET.dict()))
    return render(request, "web/rest.html", {**_shared(asked, page), "page": page, **found})


@require_safe
@asks_for_knowledge
def drugs(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The panel of a question with every drug, by guideline category."""
    given = request.GET.dict()
    try:
        answer = exploring.with_every_drug(asked.knowledge, given)
    except QuestionRefused:
        return redirect(exploring.panel_address(given))
    categories = by_category(answer.results, given)
    context = {
        "release": asked.knowledge,
        "asked": asked,
        "answer": answer,
        "categories": categories,
        "drugs_finding": finding(categories),
        "back": exploring.panel_address(given),
    }
    return render(request, "web/every_drug.html", context)


def _shared(asked: Asked, page: exploring.Page) -> dict[str, Any]:
    return {
        "release": asked.knowledge,
        "asked": asked,
        "result": page.result,
        "back": f"{exploring.panel_address({})}{page.address}",
    }
