"""Every request has an id, and one line in the log."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject
from structlog.contextvars import bind_contextvars, clear_contextvars

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

log = structlog.get_logger("pgx.access")


def identify(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before all others: the id is in the answer and in every line of the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        identity = request_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        clear_contextvars()
        bind_contextvars(request_id=identity)
        try:
            response = get_response(request)
            response.headers[HEADER] = identity
            log.info("request", **facts(request, response, time.perf_counter() - started))
        finally:
            clear_contextvars()
        return response

    return middleware


def request_id(given: str) -> str:
    """The id that came with the request, if it is well-formed; else a new one."""
    return given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


def facts(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """What the log says of a request: nothing of its address but the pattern that it matches."""
    found: dict[str, object] = {
        "method": request.method if request.method in METHODS else "other",
        "route": route(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "user": _user_key(request),
        "token": getattr(request.__dict__.get("auth"), "pk", None),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def route(request: HttpRequest) -> str:
    """The pattern of the address, such as `api/v1/assessments/<id>`; empty where none matches."""
    match = request.resolver_match
    if match is not None:
        return f"/{match.route}"
    return settings.STATIC_URL if request.path_info.startswith(settings.STATIC_URL) else ""


def _user_key(request: HttpRequest) -> object:
    """The user's key where the user is known already: a log line does not ask the database."""
    user = request.__dict__.get("user")
    if isinstance(user, LazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
