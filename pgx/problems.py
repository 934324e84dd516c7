"""Errors for programs, the same at every door: problem details (RFC 9457) with the notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import JsonResponse

from pgx import notice

if TYPE_CHECKING:
    from pgx.assessments.errors import FieldError

CONTENT_TYPE = "application/problem+json"
MOST_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # of a body, at every door
TOO_LARGE = f"The body is larger than {MOST_BYTES} bytes."
MOST_ERRORS = 20  # a small body can hold many thousand faults
# RFC 9110's names, where Python's are older.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
# What a program may compare; a problem of a more special kind has a code of its own.
CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "wrong_state",
    411: "length_required",
    412: "unchanged",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "throttled",
    500: "server_error",
    503: "unavailable",
}


def document(
    status: int, detail: str, errors: Iterable[FieldError] = (), code: str = ""
) -> dict[str, Any]:
    """A problem document with the first errors; members that are empty are left out."""
    every = [{name: value for name, value in asdict(error).items() if value} for error in errors]
    listed = every[:MOST_ERRORS]
    if len(every) > len(listed):
        detail = f"{detail} The first {len(listed)} of {len(every)} are listed."
    return {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "code": code or CODES.get(status, "error"),
        "detail": detail,
        **({"errors": listed} if listed else {}),
        "notice": str(notice.NOTICE),
    }


def response(
    status: int, detail: str, errors: Iterable[FieldError] = (), code: str = ""
) -> JsonResponse:
    """The document as a response."""
    body = document(status, detail, errors, code)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)
