"""The pages: each view turns an address into a question and an answer into a page."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pgx.assessments.errors import FieldError
from pgx.assessments.evidence import solve_all
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.web import explore as exploring
from pgx.web import living
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.compare.examples import ways
from pgx.web.editor.address import UNDO, address, is_live, pushed, tidy
from pgx.web.editor.drawn import populations
from pgx.web.form import CONTROLS, DRAWN, anchor
from pgx.web.parts import parts


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
    query = tidy(request.GET)
    if query != request.GET and not is_live(request):
        return redirect(address(query))
    return show_explore(request, asked, query)


def show_explore(
    request: HttpRequest,
    asked: Asked,
    query: QueryDict,
    refused: Sequence[FieldError] = (),
    status: int = 200,
    **pasted: object,
) -> HttpResponse:
    """The page of a question, or what changes of it where a script asks for that alone."""
    undo = QueryDict(query.pop(UNDO, [""])[-1])
    live = is_live(request)
    page = exploring.explore(asked.knowledge, query, refused, live)
    given = query.dict()
    context: dict[str, Any] = {
        "page": page,
        "release": asked.knowledge,
        "asked": asked,
        "faults": [(error, anchor(asked.knowledge, error)) for error in page.errors],
        "undo": address(undo) if undo else "",
        "populations": populations(asked.knowledge),
        "kept": [(name, given[name]) for name in CONTROLS if given.get(name) and name not in DRAWN],
        **parts(asked.knowledge, page, query, live),
        **pasted,
    }
    if page.result:
        context["ways"] = ways(asked.knowledge, given)
    if not live:
        return render(request, "web/explore.html", context, status=status)
    response = render(request, "web/explore/_live.html", context | {"live": True})
    response["HX-Push-Url"] = pushed(request, query)
    return response


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
