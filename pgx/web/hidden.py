"""Pages that are there only for whoever may use them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
Decorator = Callable[[View], View]


def hidden_without(permission: str) -> Decorator:
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


def found_for_account(
    find: Callable[..., Any], *names: str, none: type[Exception] = Http404
) -> Decorator:
    """Give a view what `find` has for the account under these names of the address.

    Where it raises `none`, or the view does, there is nothing at this address; forms are held
    against their token after that.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @never_cache
        @login_required
        @wraps(view)
        def inner(request: HttpRequest, **address: Any) -> HttpResponse:
            try:
                found = find(request.user, *map(address.pop, names))
                return protected(request, found, **address)
            except none:
                raise Http404 from None

        return inner

    return decorate


def posted_number(request: HttpRequest, name: str) -> int:
    """A number that a form keeps hidden, such as a revision; -1 where there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
