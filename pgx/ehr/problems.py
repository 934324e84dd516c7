"""Errors of this door as problem details (RFC 9457), with field paths and the notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus

from django.http import JsonResponse
from pydantic import ValidationError

from pgx import notice
from pgx.assessments.errors import FieldError

CONTENT_TYPE = "application/problem+json"
MOST_ERRORS = 20  # a small body can hold many thousand faults


class CallRefused(Exception):
    """A call that cannot be answered, with the status that says so."""

    def __init__(self, status: int, detail: str, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, tuple(errors)


def problem(status: int, detail: str, errors: Iterable[FieldError] = ()) -> JsonResponse:
    """A problem document. As in all of CDS Hooks, what is empty is left out."""
    listed = [{name: value for name, value in asdict(error).items() if value} for error in errors]
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **({"errors": listed} if listed else {}),
        "notice": str(notice.NOTICE),
    }
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def malformed(error: ValidationError, tags: Iterable[str]) -> CallRefused:
    """The 400 for a body that is no JSON or lacks the declared form.

    `tags` are pydantic's names for the members of a union: no part of a field's path.
    """
    found = error.errors(include_url=False, include_context=False, include_input=False)
    errors = []
    for each in found[:MOST_ERRORS]:
        path = ".".join(str(part) for part in each["loc"] if part not in tags)
        errors.append(FieldError(path or "body", each["type"], each["msg"]))
    return CallRefused(400, "The body does not have the declared form; see errors.", errors)
