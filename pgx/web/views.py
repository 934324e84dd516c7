"""The pages: each view turns an address into a question and an answer into a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.web import explore as exploring


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence, and where to begin."""
    return render(request, "web/home.html")


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """A panel and a regimen, and what follows from them. The address holds the question."""
    try:
        knowledge = releases.find(request.GET.get("release", "").strip() or None)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    page = exploring.explore(knowledge, request.GET)
    context = {
        "page": page,
        "release": knowledge,
        "lost": exploring.unplaced(knowledge, page.errors),
    }
    if page.result and not page.result.is_stopped:
        context |= {
            "path": exploring.path_chart(page.result),
            "course": exploring.symptom_chart(page.result) if page.result.is_represented else None,
            "leading": exploring.leading_finding(page.result),
            "without_advice": exploring.without_advice(page.result),
            "other_bodies": exploring.other_bodies(page.result),
            "open_calls": exploring.open_calls(page.answer),
            "beside": exploring.beside_the_model(page.answer),
        }
    context["others"] = [
        (result, exploring.drug_address(request.GET.dict(), result.drug)) for result in page.others
    ]
    return render(request, "web/explore.html", context)


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and in which roles."""
    return render(request, "web/account.html")
