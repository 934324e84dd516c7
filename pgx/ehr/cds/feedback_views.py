"""Feedback over HTTP: what became of cards."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pgx import limits, notice, problems
from pgx.ehr.cds.feedback import receive_feedback, receive_suggestion_taken
from pgx.ehr.cds.views import body
from pgx.ehr.problems import CallRefused


def _taken(receive: Callable[..., None]) -> Callable[..., JsonResponse]:
    """A view for programs: counted; CDS Hooks asks for no body, so it holds the notice alone."""

    @csrf_exempt  # called by programs, without cookies
    @require_POST
    @wraps(receive)
    def view(request: HttpRequest, service: str, **names: Any) -> JsonResponse:
        try:
            if not limits.charge(request).allowed:
                raise CallRefused(429, limits.TOO_MANY)
            receive(request, service, **names)
        except CallRefused as refused:
            return problems.response(refused.status, refused.detail, refused.errors)
        return JsonResponse({"notice": str(notice.NOTICE_SHORT)})

    return view


@_taken
def feedback(request: HttpRequest, service: str) -> None:
    """What became of cards."""
    receive_feedback(service, body(request))


@_taken
def suggestion_taken(request: HttpRequest, service: str, suggestion: UUID) -> None:
    """That a suggestion was taken, as clients said it before there was feedback."""
    receive_suggestion_taken(service, suggestion)
