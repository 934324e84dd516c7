"""Calls from pages of other origins: EHR sandboxes run in a browser."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

DOORS = ("/fhir/", "/cds-services")
# No cookie is ever read at these doors, so any origin may call; a token is sent in a header.
ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Location, ETag, Location, Retry-After, WWW-Authenticate"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Prefer",
    # A public sandbox may call a Raphe of the same machine or house.
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "86400",
}


def allow_other_origins(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answers preflights of the EHR door, and lets pages read its answers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DOORS):
            return get_response(request)
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204, headers=PREFLIGHT) if asks else get_response(request)
        for name, value in ANY_ORIGIN.items():
            response.headers[name] = value
        return response

    return middleware
