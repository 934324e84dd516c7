"""One draft: what it is, what it still lacks, its difference, its move, its end."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pgx.knowledge import drafts, releases
from pgx.knowledge.difference import difference as differ
from pgx.knowledge.drafts import DraftChangedMeanwhile
from pgx.knowledge.models import Draft
from pgx.web.desk.access import draft_or_404, for_curators
from pgx.web.desk.forms import MoveForm
from pgx.web.hidden import posted_number

A_PAGE = 100  # rows of the difference


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What a draft changes, and what stands between it and a release.

    A form takes one change back, for one that cannot be read has no page of its row.
    """
    found = draft_or_404(draft_id)
    if request.method == "POST":
        return _take_back(request, found)
    changed = Counter(change.table for change in found.changes.all())
    context = {
        "draft": found,
        "tables": sorted(changed.items()),
        "size": changed.total(),
        "to_do": () if found.published_as else drafts.to_do(found),
        "default": releases.name(),
        "move": MoveForm(found),
    }
    return render(request, "web/desk/draft.html", context)


def _take_back(request: HttpRequest, found: Draft) -> HttpResponse:
    revision = posted_number(request, "revision")
    seen = found.changes.filter(pk=posted_number(request, "change"), revision=revision)
    if change := seen.first():
        drafts.undo(change, revision)
        messages.success(request, _("The change is taken back."))
    else:
        messages.warning(request, _("This change is another one now. Nothing was done."))
    return redirect("desk-draft", found.pk)


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Choose another parent, and move the draft onto it."""
    found = draft_or_404(draft_id)
    form = MoveForm(found, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "web/desk/move.html", {"draft": found, "form": form})
    moved = drafts.move(found, form.cleaned_data["parent"])
    words = {"release": moved.parent.version}
    messages.success(request, _("The draft now changes release %(release)s.") % words)
    return redirect("desk-draft", draft_id)


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask once more, then delete a draft with its changes."""
    found = draft_or_404(draft_id)
    is_asked = request.method == "POST"
    if is_asked:
        try:
            drafts.delete(found, posted_number(request, "revision"))
        except DraftChangedMeanwhile:
            pass
        else:
            says = _("The draft “%(title)s” is deleted.")
            messages.success(request, says % {"title": found.title})
            return redirect("desk")
    context = {"draft": found, "size": found.changes.count(), "is_changed": is_asked}
    return render(request, "web/desk/delete.html", context)


@for_curators
@require_safe
def difference(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Every row that is added, changed or removed, with old and new cells; a page at a time."""
    found = draft_or_404(draft_id)
    rows = differ(drafts.release_rows(found.parent), drafts.rows(found))
    counts = Counter(row.kind for row in rows)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"draft": found, "page": page, "counts": counts}
    return render(request, "web/desk/difference.html", context)
