"""The page of one class file: what it shows depends on where the file stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pgx.batches.downloads import merged_summary
from pgx.batches.models import UNDER_WAY, Batch, State
from pgx.batches.progress import progress
from pgx.cases.classes import taught_by
from pgx.knowledge import releases
from pgx.web.batches.access import of_owner
from pgx.web.batches.preview import show_preview
from pgx.web.batches.summary import pictures
from pgx.web.batches.working import working

PAGES = {
    State.READING: "web/batches/working.html",
    State.RUNNING: "web/batches/working.html",
    State.DONE: "web/batches/done.html",
    State.FAILED: "web/batches/stopped.html",
    State.CANCELLED: "web/batches/stopped.html",
}


@of_owner
@require_safe
def one(request: HttpRequest, batch: Batch) -> HttpResponse:
    """What was understood, how far it is, what came out, or why nothing did."""
    if batch.state == State.WAITING:
        return show_preview(request, batch)
    found = progress(batch)
    context: dict[str, Any] = {"batch": batch, "progress": found}
    if batch.state in UNDER_WAY:
        context |= working(found)
    if batch.state == State.DONE:
        knowledge = releases.find(batch.release_version)
        context |= pictures(merged_summary(batch), knowledge, request.GET.get("drug", ""))
        context["taught"] = taught_by(request.user).filter(closed_at=None)
    return render(request, PAGES[State(batch.state)], context)
