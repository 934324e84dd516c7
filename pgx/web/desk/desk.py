"""The desk itself: drafts and releases."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.knowledge import catalogue, drafts
from pgx.knowledge.errors import ReleaseUnreadable
from pgx.knowledge.models import Draft
from pgx.web.desk.access import for_curators
from pgx.web.desk.forms import NewDraftForm


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The drafts and the releases; a form begins a new draft."""
    form = NewDraftForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (draft := _begin(request, form)):
        messages.success(request, _("The draft is there. Choose a table, and change a row."))
        return redirect("desk-draft", draft.pk)
    found = Draft.objects.select_related("parent", "made_by", "published_as", "published_by")
    found = found.annotate(size=Count("changes"))
    context = {
        "form": form,
        "open": [each for each in found if not each.published_as_id],
        "published": [each for each in found if each.published_as_id],
        "releases": [entry.values for entry in catalogue.release_listing().entries],
    }
    return render(request, "web/desk/desk.html", context)


def _begin(request: HttpRequest, form: NewDraftForm) -> Draft | None:
    """The new draft; None where its release is of another form, which the form then says."""
    asked = form.cleaned_data
    try:
        return drafts.begin(asked["parent"], asked["title"], request.user)
    except ReleaseUnreadable as error:
        form.add_error("parent", f"{error}.")
        return None
