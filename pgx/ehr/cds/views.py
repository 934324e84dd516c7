"""CDS Hooks over HTTP: each view translates and nothing more."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pgx import problems
from pgx.ehr.cds import answering
from pgx.ehr.cds.admission import admitted
from pgx.ehr.cds.services import EVERY
from pgx.ehr.fhir.answers import base
from pgx.ehr.problems import CallRefused


@require_safe
@admitted
def discovery(request: HttpRequest) -> JsonResponse:
    """Which services there are."""
    return JsonResponse({"services": [service.described() for service in EVERY]})


@require_POST
@admitted
def call(request: HttpRequest, service: str) -> JsonResponse:
    """Answer a hook with cards."""
    return JsonResponse({"cards": answering.answer(service, body(request), addresses(request))})


def addresses(request: HttpRequest) -> answering.Addresses:
    """Our own addresses, as this caller knows us."""
    return answering.Addresses(request.build_absolute_uri(reverse("explore")), base(request))


def body(request: HttpRequest) -> bytes:
    """The body, if it is of a size to be read."""
    try:
        return request.body
    except RequestDataTooBig:
        raise CallRefused(413, problems.TOO_LARGE) from None
