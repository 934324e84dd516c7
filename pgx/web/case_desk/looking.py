"""What a draft changes, against the published text; and against one published meanwhile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.cases import drafts
from pgx.cases.drafts import DraftChangedMeanwhile
from pgx.cases.models import CaseDraft
from pgx.web.case_desk.access import draft_of, for_curators
from pgx.web.hidden import posted_number


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, case_draft_id: int) -> HttpResponse:
    """The lines that differ; a form compares with the newest version from now on."""
    draft = draft_of(request, case_draft_id)
    if request.method == "POST":
        return _move(request, draft)
    parent = draft.parent.text if draft.parent else ""
    newest = drafts.newest(draft) if drafts.is_behind(draft) else None
    hunks = drafts.difference(parent, draft.text)
    context = {
        "draft": draft,
        "hunks": hunks,
        "counts": drafts.counts(hunks),
        "newest": newest,
        "theirs": drafts.difference(parent, newest.text) if newest else (),
    }
    return render(request, "web/case_desk/difference.html", context)


def _move(request: HttpRequest, draft: CaseDraft) -> HttpResponse:
    try:
        moved = drafts.move(draft, posted_number(request, "revision"))
    except DraftChangedMeanwhile:
        messages.warning(request, _("Somebody changed this draft just now. Look at it again."))
    else:
        words = {"version": moved.parent.version if moved.parent else 0}
        says = _("The draft is now compared with version %(version)s. What it takes back is below.")
        messages.success(request, says % words)
    return redirect("case-draft-difference", draft.pk)
