"""A draft is played: from the start, from any step, or after any answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.cases import drafts
from pgx.cases.drafts import NoSuchTurn
from pgx.cases.models import CaseDraft
from pgx.web.case_desk.access import draft_of, for_curators
from pgx.web.hidden import posted_number


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, case_draft_id: int) -> HttpResponse:
    """Every step with its answers and where they lead; a form plays from there."""
    draft = draft_of(request, case_draft_id)
    faults = drafts.faults(draft)
    if request.method == "POST" and not faults:
        return _play(request, draft)
    ways = [] if faults else drafts.ways(draft)
    context = {
        "draft": draft,
        "faults": drafts.at_lines(faults, draft.text),
        "ways": ways,
        "titles": {each.step.id: each.step.title for each in ways},
        "turns": sum(len(each.turns) for each in ways),
    }
    return render(request, "web/case_desk/try.html", context, status=409 if request.POST else 200)


def _play(request: HttpRequest, draft: CaseDraft) -> HttpResponse:
    """On to the trial; a draft that somebody saved meanwhile is shown again."""
    step, _space, turn = request.POST.get("from", "").partition(" ")
    try:
        if posted_number(request, "revision") != draft.revision:
            raise NoSuchTurn
        attempt = drafts.try_out(draft, request.user, step, int(turn) if turn else None)
    except (NoSuchTurn, ValueError):
        messages.warning(request, _("The draft is another one now. Choose again."))
        return redirect("case-draft-try", draft.pk)
    return redirect("attempt", attempt.pk)
