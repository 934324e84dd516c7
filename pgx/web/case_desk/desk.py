"""The desk itself: drafts, published cases with how they stand, and the text of one."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pgx.cases import drafts, published
from pgx.cases.drafts import At, NameRefused
from pgx.cases.errors import CaseRefused
from pgx.cases.models import CaseDraft, CaseVersion
from pgx.knowledge import releases
from pgx.web.case_desk.access import for_curators
from pgx.web.case_desk.forms import NewDraftForm


class Stands(NamedTuple):
    """A published case, and what of it does not hold with today's release."""

    version: CaseVersion
    title: str
    faults: list[At]


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The drafts and the published cases; a form begins a new draft."""
    posted = request.POST if request.method == "POST" else None
    form = NewDraftForm(posted, initial={"case": request.GET.get("case", "")})
    if form.is_valid() and (draft := _begin(request, form)):
        messages.success(request, _("The draft is there. Change its text, and save it."))
        return redirect("case-draft", draft.pk)
    cases = [_stands(each) for each in published.newest().values()]
    context = {
        "form": form,
        "drafts": CaseDraft.objects.select_related("parent", "edited_by"),
        "cases": sorted(cases, key=lambda each: not each.faults),
        "broken": sum(bool(each.faults) for each in cases),
        "release": releases.name().version,
    }
    return render(request, "web/case_desk/desk.html", context)


def _begin(request: HttpRequest, form: NewDraftForm) -> CaseDraft | None:
    """The new draft; None where its name is refused, which the form then says."""
    asked: dict[str, Any] = form.cleaned_data
    try:
        if asked["case"]:
            return drafts.begin(published.newest()[asked["case"]], asked["title"], request.user)
        return drafts.begin_new(asked["name"], asked["title"], request.user)
    except NameRefused as refused:
        form.add_error("name", str(refused))
        return None


def _stands(version: CaseVersion) -> Stands:
    try:
        title = str(published.case_of(version).title)
    except CaseRefused:  # an older form than this program reads, which its standing tells
        title = version.case
    return Stands(version, title, drafts.at_lines(published.standing(version), version.text))


@for_curators
@require_safe
def published_case(request: HttpRequest, case: str) -> HttpResponse:
    """The published text of a case, with what does not hold at its lines, and its versions."""
    versions = CaseVersion.objects.filter(case=case).select_related("published_by")
    newest = get_object_or_404(versions[:1])
    context = {
        **_stands(newest)._asdict(),
        "versions": versions,
        "drafts": CaseDraft.objects.filter(case=case),
        "release": releases.name().version,
    }
    return render(request, "web/case_desk/published.html", context)
