"""A class's answers, downloaded."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pgx.batches.downloads import PARQUET
from pgx.cases.figures import exports
from pgx.cases.models import Class
from pgx.web.batches.files import CSV
from pgx.web.classes.access import for_instructors


@for_instructors
@require_safe
def data_csv(request: HttpRequest, of: Class) -> HttpResponseBase:
    """A row an answer; `names=1` adds the learners' pseudonyms."""
    return _stream("data.csv", exports.as_csv(of, _with_names(request)), CSV)


@for_instructors
@require_safe
def data_parquet(request: HttpRequest, of: Class) -> HttpResponseBase:
    """The same rows as Parquet, with meanings within."""
    return _stream("data.parquet", exports.as_parquet(of, _with_names(request)), PARQUET)


@for_instructors
@require_safe
def dictionary(request: HttpRequest, of: Class) -> HttpResponseBase:
    """What each column means."""
    return _stream("dictionary.csv", [exports.dictionary()], CSV)


def _with_names(request: HttpRequest) -> bool:
    return request.GET.get("names") == "1"


def _stream(name: str, parts: Iterable[bytes], kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"class-{name}") or ""}
    return StreamingHttpResponse(parts, content_type=kind, headers=headers)
