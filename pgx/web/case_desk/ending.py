"""A draft becomes the next version of its case, or is deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.cases import drafts
from pgx.cases.drafts import DraftChangedMeanwhile, PublishRefused
from pgx.cases.models import CaseDraft
from pgx.web.case_desk.access import draft_of, for_curators
from pgx.web.case_desk.forms import PublishForm
from pgx.web.hidden import posted_number


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, case_draft_id: int) -> HttpResponse:
    """Say what is new, then publish the draft; or why it cannot be."""
    draft = draft_of(request, case_draft_id)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (done := _publish(request, draft, form)):
        return done
    context = {
        "draft": draft,
        "form": form,
        "faults": drafts.at_lines(drafts.to_do(draft), draft.text),
        "newest": drafts.newest(draft) if drafts.is_behind(draft) else None,
        "hunks": drafts.difference(draft.parent.text if draft.parent else "", draft.text),
    }
    return render(request, "web/case_desk/publish.html", context)


def _publish(request: HttpRequest, draft: CaseDraft, form: PublishForm) -> HttpResponse | None:
    """On to the published case; None where the form, or the page, says why not."""
    note, revision = form.cleaned_data["note"], posted_number(request, "revision")
    try:
        version = drafts.publish(draft, note, request.user, revision)
    except PublishRefused as refused:
        for field, says in refused.fields.items():
            form.add_error(field or None, says)
        return None
    except DraftChangedMeanwhile:
        form.add_error(None, _("Somebody changed this draft just now. Look at it, and try again."))
        return None
    says = _("Version %(version)s is published: learners play it from now on.")
    messages.success(request, says % {"version": version.version})
    return redirect("case-desk-published", version.case)


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, case_draft_id: int) -> HttpResponse:
    """Ask once more, then delete a draft with its trials."""
    draft = draft_of(request, case_draft_id)
    is_asked = request.method == "POST"
    if is_asked:
        try:
            drafts.delete(draft, posted_number(request, "revision"))
        except DraftChangedMeanwhile as meanwhile:
            draft = meanwhile.now
        else:
            says = _("The draft “%(title)s” is deleted.")
            messages.success(request, says % {"title": draft.title})
            return redirect("case-desk")
    context = {"draft": draft, "trials": draft.trials.count(), "is_changed": is_asked}
    return render(request, "web/case_desk/delete.html", context)
