"""What is downloaded: results, errors, the dictionary, and the two samples."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pgx.batches import downloads, samples
from pgx.batches.models import Batch
from pgx.web.batches.access import of_owner

CSV = "text/csv; charset=utf-8"


@of_owner
@require_safe
def results_csv(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """A row a subject and regimen."""
    return _stream(batch, "results.csv", downloads.results_csv(batch), CSV)


@of_owner
@require_safe
def results_parquet(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """The same rows as Parquet, with units and meanings within."""
    return _stream(batch, "results.parquet", downloads.results_parquet(batch), downloads.PARQUET)


@of_owner
@require_safe
def errors_csv(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """The rows that could not be used, and why."""
    return _stream(batch, "errors.csv", downloads.errors_csv(batch), CSV)


@of_owner
@require_safe
def dictionary(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """What each column means."""
    return _stream(batch, "dictionary.csv", [downloads.dictionary(batch)], CSV)


@require_safe
def sample_wide(request: HttpRequest) -> HttpResponse:
    """An invented class, a row a subject."""
    return _sample("class-wide.csv", samples.wide())


@require_safe
def sample_long(request: HttpRequest) -> HttpResponse:
    """The same class, a row a subject and marker."""
    return _sample("class-long.csv", samples.long())


def _stream(batch: Batch, name: str, parts: Iterable[bytes], kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": downloads.disposition(batch, name)}
    return StreamingHttpResponse(parts, content_type=kind, headers=headers)


def _sample(name: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=CSV, headers=headers)
