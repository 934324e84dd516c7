"""Errors as problem details (RFC 9457), with field paths and the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from pgx import problems
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.batches.errors import BatchRefused, DiskFull, FileRefused, OverQuota
from pgx.echo import short
from pgx.knowledge.errors import NoRelease


class BodyRefused(exceptions.APIException):
    """A body that cannot be read, with the status that says so."""

    default_code = ""

    def __init__(self, status: int, detail: str, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.status_code, self.errors = status, tuple(errors)


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Translate what the actions and DRF raise; None lets Django answer."""
    if isinstance(error, QuestionRefused):
        detail = "The question cannot be answered as it stands; see errors."
        return problems.response(422, detail, error.errors)
    if isinstance(error, NoRelease):
        fault = FieldError("release", "unknown_release", str(error))
        return problems.response(422, str(error), [fault])
    if isinstance(error, FileRefused | BatchRefused):
        return _refused(error)
    if isinstance(error, RequestDataTooBig):
        return problems.response(413, problems.TOO_LARGE)
    if isinstance(error, exceptions.ValidationError):
        detail = "The body does not have the declared form; see errors."
        return problems.response(422, detail, _field_errors(error.detail))
    response = exception_handler(error, context)
    return None if response is None else _problem(error, response)


def _refused(error: FileRefused | BatchRefused) -> HttpResponse:
    """A class file that is not taken, or cannot be treated so now.

    A full quota is 413 as a file that is too large: what is sent is more than there is place for.
    """
    if isinstance(error, FileRefused):
        status = 413 if error.code == "too_large" else 422
    else:
        status = {OverQuota: 413, DiskFull: 507}.get(type(error), 409)
    faults = [FieldError("file", error.code, error.message, error.hint)] if status != 409 else []
    return problems.response(status, f"{error.message} {error.hint}".strip(), faults, error.code)


def _problem(error: Exception, response: Response) -> HttpResponse:
    """What DRF would answer, as a problem document with the same headers."""
    detail = getattr(error, "detail", str(error))
    code = getattr(detail, "code", "")
    errors = getattr(error, "errors", ())
    answer = problems.response(response.status_code, str(detail), errors, code)
    for header, value in response.items():
        if header.lower() != "content-type":
            answer[header] = value
    return answer


def _field_errors(detail: Any, path: str = "") -> Iterator[FieldError]:
    """Flatten DRF's nested details into field paths; a second line is the hint."""
    if isinstance(detail, dict):
        for key, inner in detail.items():
            name = short(str(key))
            yield from _field_errors(inner, f"{path}.{name}" if path else name)
    elif isinstance(detail, list) and detail and isinstance(detail[0], dict | list):
        for index, inner in enumerate(detail):
            yield from _field_errors(inner, f"{path}.{index}")
    else:
        for each in detail if isinstance(detail, list) else [detail]:
            field = path.removesuffix("non_field_errors").rstrip(".") or "body"
            message, _, hint = str(each).partition("\n")
            yield FieldError(field, getattr(each, "code", "invalid"), message, hint)
