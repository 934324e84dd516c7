"""The EHR door: each view translates HTTP and nothing more."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from pgx import limits, problems
from pgx.assessments.errors import QuestionRefused
from pgx.ehr import services
from pgx.ehr.fhir.declared import TAGS
from pgx.ehr.problems import CallRefused, malformed
from pgx.ehr.requests import OrderSign
from pgx.knowledge.errors import NoRelease

# By service id: the body that it takes, and what it does.
SERVICES = {"raphe-order-sign": (OrderSign, services.order_sign)}


@require_safe
def discovery(request: HttpRequest) -> JsonResponse:
    """Which services there are."""
    return JsonResponse({"services": services.discovery()})


@csrf_exempt  # called by programs, without cookies
@require_POST
def call(request: HttpRequest, service: str) -> JsonResponse:
    """Answer a hook with cards, or with a problem document."""
    try:
        return JsonResponse({"cards": _cards(request, service)})
    except CallRefused as refused:
        return problems.response(refused.status, refused.detail, refused.errors)
    except QuestionRefused as refused:
        return problems.response(
            422, "The question cannot be answered; see errors.", refused.errors
        )
    except NoRelease as none:
        return problems.response(503, f"There is nothing to answer with: {none}.")


def _cards(request: HttpRequest, service: str) -> list[dict]:
    if not limits.charge(request).allowed:
        raise CallRefused(429, limits.TOO_MANY)
    if service not in SERVICES:
        raise CallRefused(404, "There is no such service; GET /cds-services lists them.")
    declared, action = SERVICES[service]
    try:
        asked = declared.model_validate_json(_body(request))
    except ValidationError as error:
        raise malformed(error, TAGS) from error
    return action(asked, request.build_absolute_uri(reverse("explore")))


def _body(request: HttpRequest) -> bytes:
    """The body, if it is of a size to be read."""
    try:
        return request.body
    except RequestDataTooBig:
        raise CallRefused(413, problems.TOO_LARGE) from None
