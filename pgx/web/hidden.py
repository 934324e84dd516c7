"""Pages that are there only for whoever may use them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def hidden_without(permission: str) -> Callable[[View], View]:
    """Let in who has a permission; to everybody else there is nothing at this address.

    Forms are held against their token only then: a refusal would tell that there is a page.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @never_cache
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise Http404
            return protected(request, *args, **kwargs)

        return inner

    return decorate


def posted_number(request: HttpRequest, name: str) -> int:
    """A number that a form keeps hidden, such as a revision; -1 where there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
