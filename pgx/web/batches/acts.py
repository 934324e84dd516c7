"""What an owner does with a class file: correct it, start, cancel, try again, delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pgx.assessments.errors import QuestionRefused
from pgx.batches import changing, starting
from pgx.batches.errors import FileRefused, WrongState
from pgx.batches.models import UNDER_WAY, Batch
from pgx.batches.options import Options
from pgx.web.batches.access import of_owner
from pgx.web.batches.preview import preview_form, show_preview


@of_owner
@require_POST
def change(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Read the file as the form says; then look again, or start."""
    form = preview_form(batch, request.POST)
    if not form.is_valid():
        return show_preview(request, batch, form)
    options = form.options()
    try:
        if options != Options.of_json(batch.options):
            batch = changing.change(batch, options)
        if "start" in request.POST:
            starting.start(batch)
    except QuestionRefused as refused:
        form.refuse(refused.errors)
        return show_preview(request, batch, form)
    except FileRefused as refused:
        return show_preview(request, batch, form, refused)
    except WrongState:
        if options != Options.of_json(batch.options):
            raise  # a second click on Start changes nothing, other options would
    return redirect("batch", batch.pk)


@of_owner
@require_POST
def cancel(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Stop the work; what is done stays."""
    starting.cancel(batch)
    return redirect("batch", batch.pk)


@of_owner
@require_POST
def retry(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Go on with what is not done."""
    starting.retry(batch)
    return redirect("batch", batch.pk)


@of_owner
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Ask once more, then delete the file and what came of it."""
    if request.method != "POST":
        is_under_way, shown_to = batch.state in UNDER_WAY, batch.shown_to.count()
        context = {"batch": batch, "is_under_way": is_under_way, "shown_to": shown_to}
        return render(request, "web/batches/delete.html", context)
    starting.delete(batch)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": batch.name})
    return redirect("batches")
