"""The first page of class files: what they are for, the upload, and one's own."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from pgx.assessments.errors import QuestionRefused
from pgx.batches import receiving, starting
from pgx.batches.errors import DiskFull, FileRefused, OverQuota
from pgx.batches.options import Options
from pgx.batches.progress import progress
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.web.batches.forms import UploadForm

A_PAGE = 30


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """One's class files and the form for another; visitors read what this is.

    Django's check of forms reads the body. So it stands behind ours of the length, which an
    upload that is too large does not pass.
    """
    if not request.user.is_authenticated:
        return render(request, "web/batches/about.html", {"keep_days": settings.KEEP_BATCHES_DAYS})
    if request.method == "POST":
        try:
            receiving.refuse_size(request.user, int(request.META.get("CONTENT_LENGTH") or 0))
        except (FileRefused, OverQuota) as refused:
            return _page(request, _form(), refused, status=413)
    try:
        return _of_owner(request)
    except DiskFull as full:
        return _page(request, _form(), full, status=507)


@csrf_protect
def _of_owner(request: HttpRequest) -> HttpResponse:
    try:
        form = _form(request)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    try:
        received = receiving.receive(request.user, file, file.name, form.options())
    except QuestionRefused as refused:
        form.refuse(refused.errors)
        return _page(request, form)
    except (FileRefused, OverQuota) as refused:
        return _page(request, form, refused)
    return redirect("batch", received.batch.pk)


def _form(request: HttpRequest | None = None) -> UploadForm:
    is_sent = request is not None and request.method == "POST"
    sent = (request.POST, request.FILES) if request and is_sent else (None, None)
    return UploadForm(releases.find(), Options(), *sent)


def _page(
    request: HttpRequest,
    form: UploadForm,
    refused: FileRefused | OverQuota | DiskFull | None = None,
    status: int = 200,
) -> HttpResponse:
    mine = starting.of(request.user).defer("understood", "options")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "refused": refused,
        "page": page,
        "lines": [(batch, progress(batch)) for batch in page],
        "used": receiving.stored_by(request.user),
        "quota": settings.BATCH_QUOTA_BYTES,
        "most_bytes": settings.BATCH_MOST_BYTES,
        "keep_days": settings.KEEP_BATCHES_DAYS,
    }
    return render(request, "web/batches/start.html", context, status=status)
