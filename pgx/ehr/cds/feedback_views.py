"""Feedback over HTTP: what became of cards. CDS Hooks asks for no body in the answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from pgx import limits, notice
from pgx.ehr.cds.admission import admitted
from pgx.ehr.cds.feedback import keep_feedback, read_feedback, receive_suggestion_taken
from pgx.ehr.cds.feedback_body import Feedback
from pgx.ehr.cds.views import body
from pgx.ehr.problems import CallRefused


@require_POST
@admitted
def feedback(request: HttpRequest, service: str) -> JsonResponse:
    """Keep what became of cards."""
    items = read_feedback(service, body(request))
    _charge_for_more(request, items)
    keep_feedback(service, items, _issuer(request))
    return _thanks()


def _charge_for_more(request: HttpRequest, items: list[Feedback]) -> None:
    """Count each card after the first like a call, since each is kept. Raises CallRefused."""
    more = len(items) - 1
    if more and not limits.charge(request, more).allowed:
        raise CallRefused(429, limits.TOO_MANY)


@require_POST
@admitted
def suggestion_taken(request: HttpRequest, service: str, suggestion: UUID) -> JsonResponse:
    """Keep that a suggestion was taken, as clients said it before there was feedback."""
    receive_suggestion_taken(service, suggestion, _issuer(request))
    return _thanks()


def _issuer(request: HttpRequest) -> str:
    """Which client said so; empty where anybody may."""
    return request.cds_issuer  # type: ignore[attr-defined]


def _thanks() -> JsonResponse:
    return JsonResponse({"notice": str(notice.NOTICE_SHORT)})
