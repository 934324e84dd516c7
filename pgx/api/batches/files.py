"""What comes out of a class file, as streams."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from rest_framework.decorators import api_view, renderer_classes
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from pgx.api.batches import schema
from pgx.api.batches.views import batch_of
from pgx.api.permissions import scope
from pgx.api.renderers import Csv
from pgx.api.throttling import charge
from pgx.batches import downloads
from pgx.batches.models import Batch

DOWNLOAD_COST = 5  # requests that a download counts as


class Parquet(BaseRenderer):
    """Parquet, which the view streams itself."""

    media_type, format, charset = downloads.PARQUET, "parquet", None


@schema.get_results_csv
@scope("batch")
@api_view(["GET", "HEAD"])
@renderer_classes([Csv])
def results_csv(request: Request, batch_id: str) -> StreamingHttpResponse:
    """The results as CSV: a row a subject and regimen."""
    batch = batch_of(request, batch_id)
    return _stream(request, batch, "results.csv", downloads.results_csv(batch))


@schema.get_results_parquet
@scope("batch")
@api_view(["GET", "HEAD"])
@renderer_classes([Parquet])
def results_parquet(request: Request, batch_id: str) -> StreamingHttpResponse:
    """The results as Parquet, with unit and meaning of each column in its schema."""
    batch = batch_of(request, batch_id)
    return _stream(request, batch, "results.parquet", downloads.results_parquet(batch))


@schema.get_errors
@scope("batch")
@api_view(["GET", "HEAD"])
@renderer_classes([Csv])
def errors_csv(request: Request, batch_id: str) -> StreamingHttpResponse:
    """The rows that are not in the results, and why."""
    batch = batch_of(request, batch_id)
    return _stream(request, batch, "errors.csv", downloads.errors_csv(batch))


@schema.get_dictionary
@scope("batch")
@api_view(["GET", "HEAD"])
@renderer_classes([Csv])
def dictionary(request: Request, batch_id: str) -> StreamingHttpResponse:
    """What each column of the results means."""
    batch = batch_of(request, batch_id)
    return _stream(request, batch, "dictionary.csv", [downloads.dictionary(batch)])


def _stream(
    request: Request, batch: Batch, name: str, parts: Iterable[bytes]
) -> StreamingHttpResponse:
    charge(request, DOWNLOAD_COST)
    kind = request.accepted_renderer
    charset = f"; charset={kind.charset}" if kind.charset else ""
    headers = {"Content-Disposition": downloads.disposition(batch, name)}
    return StreamingHttpResponse(parts, content_type=kind.media_type + charset, headers=headers)
