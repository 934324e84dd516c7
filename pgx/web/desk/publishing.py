"""A draft becomes a release, and a release is withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pgx.knowledge import drafts
from pgx.knowledge.drafts import PublishRefused, WithdrawRefused
from pgx.knowledge.models import Draft, Release
from pgx.web.desk.access import draft_or_404, for_curators
from pgx.web.desk.forms import PublishForm, WithdrawForm
from pgx.web.hidden import posted_number


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Name the release and say what is new, then publish the draft."""
    draft = draft_or_404(draft_id)
    if draft.published_as:
        return redirect("desk-draft", draft_id)
    is_asked = request.method == "POST"
    form = PublishForm(request.POST if is_asked else None, initial=_suggested())
    to_do = drafts.to_do(draft)
    if is_asked and form.is_valid():
        try:
            return _publish(request, draft, form)
        except PublishRefused as refused:
            to_do = refused.to_do or to_do
            for field, says in refused.fields.items():
                form.add_error(field or None, says)
    context = {
        "draft": draft,
        "form": form,
        "to_do": to_do,
        "told": () if to_do else drafts.told(draft),
        "size": draft.changes.count(),
    }
    return render(request, "web/desk/publish.html", context)


def _suggested() -> dict[str, str]:
    return {"version": drafts.next_version()}


def _publish(request: HttpRequest, draft: Draft, form: PublishForm) -> HttpResponse:
    """Publish, and go back to the draft. Raises PublishRefused."""
    asked = form.cleaned_data
    release = drafts.publish(
        draft,
        asked["version"],
        asked["notes"],
        request.user,
        even_so=asked["even_so"],
        revision=posted_number(request, "revision"),
    )
    says = _("Release %(version)s is published, and answers from now on.")
    messages.success(request, says % {"version": release.version})
    return redirect("desk-draft", draft.pk)


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, version: str) -> HttpResponse:
    """Ask why, then withdraw a release."""
    known = Release.objects.filter(version__in=[] if "\0" in version else [version])
    release = get_object_or_404(known)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            drafts.withdraw(release, form.cleaned_data["note"], request.user)
        except WithdrawRefused as refused:
            form.add_error("note", str(refused))
        else:
            messages.success(request, _("Release %(version)s is withdrawn.") % {"version": version})
            return redirect("desk")
    return render(request, "web/desk/withdraw.html", {"release": release, "form": form})
