"""Errors for programs, the same at every door: problem details (RFC 9457) with the notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse

from pgx import notice

if TYPE_CHECKING:
    from pgx.assessments.errors import FieldError

CONTENT_TYPE = "application/problem+json"
# RFC 9110's names, where Python's are older.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


def document(status: int, detail: str, errors: Iterable[FieldError] = ()) -> dict[str, Any]:
    """A problem document; members that are empty are left out."""
    listed = [{name: value for name, value in asdict(error).items() if value} for error in errors]
    return {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **({"errors": listed} if listed else {}),
        "notice": str(notice.NOTICE),
    }


def response(status: int, detail: str, errors: Iterable[FieldError] = ()) -> JsonResponse:
    """The document as a response."""
    return JsonResponse(document(status, detail, errors), status=status, content_type=CONTENT_TYPE)
