"""The pages: each view turns an address into a question and an answer into a page."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pgx.assessments.evidence import solve_all
from pgx.knowledge import drafts, releases
from pgx.knowledge.errors import NoRelease
from pgx.web import explore as exploring
from pgx.web.asked import Asked, DraftRefused, knowledge_asked
from pgx.web.details import details
from pgx.web.form import unplaced

log = logging.getLogger(__name__)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence, and where to begin."""
    return render(request, "web/home.html")


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """A panel and a regimen, and what follows from them. The address holds the question."""
    try:
        asked = knowledge_asked(request)
        context = _explored(request, asked)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    except DraftRefused as refused:
        context = {"draft": refused.draft, "to_do": drafts.all_to_do(refused.draft)}
        return render(request, "web/draft_refused.html", context, status=422)
    return render(request, "web/explore.html", context)


def _explored(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What Explore shows. Raises DraftRefused where the numbers of a draft give no answer."""
    try:
        return _answered(request, asked)
    except releases.NOT_COMPILED as error:
        if not asked.draft:
            raise
        log.warning("%s gives no answer", asked.draft.name, exc_info=True)
        raise DraftRefused(asked.draft) from error


def _answered(request: HttpRequest, asked: Asked) -> dict[str, Any]:
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
    context["others"] = [
        (result, exploring.drug_address(request.GET.dict(), result.drug)) for result in page.others
    ]
    return context


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """What each gene's published odds ratio would ask of the model, whole or by its grade."""
    shrunk = request.GET.get("shrunk") == "on"
    try:
        answers = solve_all(shrunk, request.GET.get("release", "").strip() or None)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    context = {
        "answers": answers,
        "shrunk": shrunk,
        "asked": sum(answer.asked is not None for answer in answers),
        "solved": sum(answer.solved is not None for answer in answers),
        "published_tag": _("Published"),
    }
    return render(request, "web/evidence.html", context)
