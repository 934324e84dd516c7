"""What this door refuses, and with which status."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import JsonResponse
from pydantic import ValidationError

from pgx import problems
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.knowledge.errors import NoRelease


class CallRefused(Exception):
    """A call that cannot be answered, with the status that says so."""

    def __init__(self, status: int, detail: str, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, tuple(errors)


def malformed(error: ValidationError, tags: Iterable[str], within: str = "") -> CallRefused:
    """The 400 for a body that is no JSON or lacks the declared form.

    `tags` are pydantic's names for the members of a union: no part of a field's path. `within`
    is the path to what was checked.
    """
    found = error.errors(include_url=False, include_context=False, include_input=False)
    errors = []
    for each in found:
        parts = [within, *(str(part) for part in each["loc"] if part not in tags)]
        path = ".".join(filter(None, parts))
        errors.append(FieldError(path or "body", each["type"], each["msg"]))
    return CallRefused(400, "The body does not have the declared form; see errors.", errors)


REFUSALS = (CallRefused, QuestionRefused, NoRelease)


def refused(error: Exception) -> JsonResponse:
    """The problem document for one of REFUSALS; any other error is raised again."""
    if isinstance(error, CallRefused):
        return problems.response(error.status, error.detail, error.errors)
    if isinstance(error, QuestionRefused):
        detail = "The question cannot be answered; see errors."
        return problems.response(422, detail, error.errors)
    if isinstance(error, NoRelease):
        return problems.response(503, f"There is nothing to answer with: {error}.")
    raise error
