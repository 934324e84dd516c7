"""No page tells another site, or another page, which address it was reached from.

But for pages with a form of ours: under `no-referrer` browsers send `Origin: null` with a form,
which Django's CSRF check refuses. Those say `same-origin`, so other sites learn nothing either.
docs/decisions/0010-no-referrer.md.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Django sets this where the token of a form is asked for, and leaves it there.
TOKEN_WAS_USED = "CSRF_COOKIE_NEEDS_UPDATE"  # noqa: S105
FOR_FORMS = "same-origin"


def keep_forms_working(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, inside SecurityMiddleware, which says `no-referrer` where nobody else did."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if TOKEN_WAS_USED in request.META:
            response.headers.setdefault("Referrer-Policy", FOR_FORMS)
        return response

    return middleware
