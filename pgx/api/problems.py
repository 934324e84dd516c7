"""Errors as problem details (RFC 9457), with field paths and the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from pgx import problems
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.echo import short
from pgx.knowledge.errors import NoRelease


class BodyRefused(exceptions.APIException):
    """A body that cannot be read, with the status that says so."""

    def __init__(self, status: int, detail: str, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.status_code, self.errors = status, tuple(errors)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Translate what the actions and DRF raise; None lets Django answer."""
    if isinstance(error, QuestionRefused):
        detail = "The question cannot be answered as it stands; see errors."
        return problem(422, detail, error.errors)
    if isinstance(error, NoRelease):
        return problem(422, str(error), [FieldError("release", "unknown_release", str(error))])
    if isinstance(error, RequestDataTooBig):
        return problem(413, problems.TOO_LARGE)
    if isinstance(error, exceptions.ValidationError):
        detail = "The body does not have the declared form; see errors."
        return problem(422, detail, _field_errors(error.detail))
    response = exception_handler(error, context)
    if response is None:
        return None
    detail = str(getattr(error, "detail", error))
    answer = problem(response.status_code, detail, getattr(error, "errors", ()))
    for header, value in response.items():
        if header.lower() != "content-type":
            answer[header] = value
    return answer


def problem(code: int, detail: str, errors: Iterable[FieldError] = ()) -> Response:
    """A problem document as DRF's response."""
    body = problems.document(code, detail, errors)
    return Response(body, status=code, content_type=problems.CONTENT_TYPE)


def _field_errors(detail: Any, path: str = "") -> Iterator[FieldError]:
    """Flatten DRF's nested details into field paths."""
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
            yield FieldError(field, getattr(each, "code", "invalid"), str(each))
