"""Who may call: every view of CDS Hooks counts the call, and asks who calls where that is set."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pgx import limits, problems
from pgx.ehr.clients.claims import TokenRefused
from pgx.ehr.clients.tokens import believe
from pgx.ehr.problems import REFUSALS, CallRefused, refused

SCHEME = "Bearer"


def admitted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of callers that are admitted: `request.cds_issuer` is the believed issuer, or "".

    What is refused is a problem document. Programs call, without cookies, so no form is forged.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **names: str) -> HttpResponse:
        try:
            request.cds_issuer = admit(request)  # type: ignore[attr-defined]
            return view(request, **names)
        except TokenRefused as unbelieved:
            return _challenge(request, unbelieved)
        except REFUSALS as error:
            return refused(error)

    return answer


def admit(request: HttpRequest) -> str:
    """Count the call, and return its issuer; empty where anybody may call. Raises CallRefused."""
    if not limits.charge(request).allowed:
        raise CallRefused(429, limits.TOO_MANY)
    if settings.CDS_CLIENTS != "required":
        return ""
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != SCHEME.lower() or not token:
        raise TokenRefused("Say who calls: Authorization: Bearer, and a JSON Web Token.")
    return believe(token.strip(), request.build_absolute_uri(request.path)).issuer


def _challenge(request: HttpRequest, refused: TokenRefused) -> HttpResponse:
    """The 401. What was wrong is said to who sent a token (RFC 6750, 3.1)."""
    response = problems.response(refused.status, refused.detail)
    said = f' error="invalid_token", error_description="{refused.detail}"'
    has_token = "Authorization" in request.headers
    response.headers["WWW-Authenticate"] = SCHEME + (said if has_token else "")
    return response
