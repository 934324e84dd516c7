"""Pages for what went wrong; problem details (RFC 9457) for callers of an interface."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.html import escape
from django.utils.translation import gettext as _

from pgx import notice, problems
from pgx.web.context_processors import everywhere

log = logging.getLogger(__name__)

INTERFACES = ("/api/", "/fhir", "/cds-services")
PAGES = {400, 403, 404, 405, 413, 429, 500}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 for a form that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return answer(request, 413, problems.TOO_LARGE, most_bytes=problems.MOST_BYTES)
    return answer(request, 400, _("The request cannot be read."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return answer(request, 403, _("The request is understood, but not allowed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, for a form that does not prove where it came from."""
    detail = _("The form does not prove that it came from this site.")
    return answer(request, 403, detail, csrf=True)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return answer(request, 404, _("There is nothing at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500. It must work where the database, the session or a template does not."""
    detail = _("Something broke on our side; it was written to the log.")
    if is_interface(request):
        return problems.response(500, detail)
    try:
        # Without the request: no context processor, so no session and no database.
        html = loader.get_template("500.html").render(everywhere(request))
    except Exception:  # the last resort must not fail
        log.exception("The page for an error of the server could not be made.")
        html = bare_page(detail)
    return HttpResponse(html, status=500)


def answer(request: HttpRequest, status: int, detail: str, **context: object) -> HttpResponse:
    """A page for a reader, problem details for a program."""
    if is_interface(request):
        return problems.response(status, detail)
    name = f"{status}.html" if status in PAGES else "400.html"
    html = loader.get_template(name).render(context, request)
    return HttpResponse(html, status=status)


def is_interface(request: HttpRequest) -> bool:
    """Is this the address of an interface for programs?"""
    return request.path_info.startswith(INTERFACES)


def bare_page(detail: str) -> str:
    """A page made of nothing that can break."""
    lines = (detail, notice.NOTICE, notice.MEDICINE_NOTICE, settings.HELP_LINE)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<!doctype html><html lang="en"><title>Raphe</title>{body}</html>'


def refuse_without_length(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a body sent in chunks is refused, because Django would read it as empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        in_chunks = "HTTP_TRANSFER_ENCODING" in request.META
        if in_chunks and not request.META.get("CONTENT_LENGTH"):
            return answer(request, 411, _("Send the body whole, with its Content-Length."))
        return get_response(request)

    return middleware


def fill_empty_errors(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an error without a body (as Django's 405) gets a page or problem details."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code < 400 or response.streaming or response.content:
            return response
        phrase = HTTPStatus(response.status_code).description
        filled = answer(request, response.status_code, phrase or response.reason_phrase)
        filled.status_code = response.status_code
        if "Allow" in response:
            filled["Allow"] = response["Allow"]
        filled.cookies = response.cookies
        return filled

    return middleware
