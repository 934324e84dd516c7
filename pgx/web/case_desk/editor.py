"""The text of a draft: edited, saved, and what is wrong told at its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.cases import drafts
from pgx.cases.drafts import At, DraftChangedMeanwhile, TextRefused
from pgx.cases.models import CaseDraft
from pgx.web.case_desk.access import draft_of, for_curators
from pgx.web.hidden import posted_number

SPARE = 200  # numbers of lines below the text, which appear as the field grows


@dataclass(frozen=True)
class Editor:
    """A text in its field, numbered line by line."""

    text: str
    revision: int
    faults: Sequence[At] = ()
    refused: str = ""

    @property
    def numbers(self) -> list[tuple[int, bool]]:
        """The numbers of the lines, and whether something is wrong there."""
        wrong = {each.fault.line for each in self.faults}
        return [(line, line in wrong) for line in range(1, len(self.text.splitlines()) + SPARE)]


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, case_draft_id: int) -> HttpResponse:
    """A draft with what is wrong at its lines; its form saves the text."""
    draft = draft_of(request, case_draft_id)
    if request.method == "POST":
        return _save(request, draft)
    found = drafts.at_lines(drafts.to_do(draft), draft.text)
    return _page(request, draft, Editor(draft.text, draft.revision, found))


def _save(request: HttpRequest, draft: CaseDraft) -> HttpResponse:
    """Save what was typed, or show it again with why not, or with what somebody else saved."""
    text, revision = request.POST.get("text", ""), posted_number(request, "revision")
    try:
        drafts.save(draft, text, revision, request.user)
    except TextRefused as refused:
        return _page(request, draft, Editor(text, revision, refused=str(refused)))
    except DraftChangedMeanwhile as meanwhile:
        return _both(request, meanwhile.now, drafts.kept(text))
    messages.success(request, _("Saved."))
    return redirect("case-draft", draft.pk)


def _page(request: HttpRequest, draft: CaseDraft, editor: Editor) -> HttpResponse:
    context, status = {"draft": draft, "editor": editor}, 422 if editor.refused else 200
    return render(request, "web/case_desk/draft.html", context, status=status)


def _both(request: HttpRequest, now: CaseDraft, mine: str) -> HttpResponse:
    """What is there now and what was typed, both whole, with what differs."""
    context = {
        "draft": now,
        "editor": Editor(mine, now.revision),
        "hunks": drafts.difference(now.text, mine),
    }
    return render(request, "web/case_desk/meanwhile.html", context, status=409)
