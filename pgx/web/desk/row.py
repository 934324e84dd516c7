"""One row of a draft: its form, what the parent has, and what somebody saved meanwhile."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts import DraftClosed, RowChangedMeanwhile, RowRefused
from pgx.web.desk.access import CLOSED, cannot, for_curators
from pgx.web.desk.place import Place, Seen, address, place, posted
from pgx.web.desk.row_form import cells_of, row_form, suggestions

NOTHING_DONE = _lazy("This row is another one since you opened it. Nothing was done.")


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, draft_id: int, table: str) -> HttpResponse:
    """The form of a row; it saves the row, removes it, or takes its change back."""
    try:
        found = place(request, draft_id, table)
    except Http404:
        if request.POST.get("do") == "save":
            return cannot(request, _("The draft is deleted, or has no such row any more."))
        raise
    if request.method == "POST" and request.POST.get("do") in ("remove", "undo"):
        return _remove_or_undo(request, found)
    given = request.POST if request.method == "POST" else None
    initial = _initial(request, found)
    form = row_form(found.table, found.rows, initial, is_new=found.key is None, given=given)
    if given is None:
        return _page(request, found, form)
    return _save(request, found, form)


def _initial(request: HttpRequest, found: Place) -> dict[str, str]:
    """The cells to begin with: of the row, or of the one that a new row copies."""
    copied = request.GET.get("copy")
    others = (each for each in found.rows[found.table] if each.key == copied)
    return as_cells(found.row or found.base or next(others, None))


def _save(request: HttpRequest, found: Place, form: forms.Form) -> HttpResponse:
    """Save what was typed, or show it again with what is wrong, or with what others saved."""
    seen = posted(request)
    asked = (found.draft, found.table, found.key, cells_of(form))
    try:
        saved = drafts.save_row(*asked, seen.revision, request.user, seen.parent)
    except RowRefused as refused:
        form.is_valid()  # so that it takes errors
        for column, says in refused.errors.items():
            form.add_error(column or None, says)
        return _page(request, found, form, seen=seen)
    except RowChangedMeanwhile as meanwhile:
        now = Seen(meanwhile.revision, found.draft.parent_id)
        return _page(request, found, form, meanwhile=meanwhile, seen=now)
    except DraftClosed:
        return _page(request, found, form, closed=CLOSED)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(address(found.draft, found.table, saved.key))


def _remove_or_undo(request: HttpRequest, found: Place) -> HttpResponse:
    """Take the row out, or its change back; a row that somebody saved meanwhile stays."""
    seen, do = posted(request), request.POST["do"]
    try:
        if do == "undo" and found.change:
            drafts.undo(found.change, *seen)
            messages.success(request, _("The row is as in the parent again."))
        elif do == "remove" and found.key is not None:
            who = request.user
            drafts.remove_row(found.draft, found.table, found.key, seen.revision, who, seen.parent)
            messages.success(request, _("The row is removed from the draft."))
        else:
            messages.warning(request, NOTHING_DONE)
    except RowChangedMeanwhile:
        messages.warning(request, NOTHING_DONE)
    return HttpResponseRedirect(reverse("desk-table", args=[found.draft.pk, found.table]))


def _page(
    request: HttpRequest,
    found: Place,
    form: forms.Form,
    *,
    meanwhile: RowChangedMeanwhile | None = None,
    closed: str | Promise = "",
    seen: Seen | None = None,
) -> HttpResponse:
    """The form, each field with the parent's cell and with theirs where they differ."""
    base = as_cells(found.base)
    theirs = (meanwhile.cells or {}) if meanwhile and meanwhile.revision else {}
    typed = cells_of(form) if form.is_bound else form.initial
    fields = [
        (
            field,
            found.base is not None and base[field.name] != typed.get(field.name, ""),
            base.get(field.name, ""),
            bool(theirs) and theirs[field.name] != typed[field.name],
            theirs.get(field.name, ""),
        )
        for field in form
    ]
    overlap = found.change and drafts.is_overlap(found.change, found.base)
    context = {
        "place": found,
        "form": form,
        "fields": fields,
        "meanwhile": meanwhile,
        "is_overlap": overlap,
        "closed": closed,
        "seen": seen or found.seen,
        "suggestions": [each for each in suggestions(found.table, found.rows) if each[1]],
    }
    return render(request, "web/desk/row.html", context, status=409 if meanwhile or closed else 200)
