"""Who sees a class: its instructors and its learners. To everybody else there is nothing there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pgx.accounts.models import User
from pgx.cases.classes import NoClass, find_member, find_taught

View = Callable[..., HttpResponse]
Find = Callable[[User, str], Any]


def _given_what(find: Find) -> Callable[[View], View]:
    """Give the view what is found at the address for whoever is signed in, or answer 404.

    Forms are held against their token only then: a refusal would tell that there is a class.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @never_cache
        @login_required
        @wraps(view)
        def inner(request: HttpRequest, class_id: str, **names: Any) -> HttpResponse:
            try:
                found = find(request.user, class_id)
                return protected(request, found, **names)
            except NoClass:
                raise Http404 from None

        return inner

    return decorate


def _taught_or_joined(user: User, class_id: str) -> Any:
    try:
        return find_taught(user, class_id)
    except NoClass:
        return find_member(user, class_id)


for_instructors = _given_what(find_taught)  # the view is given the Class
for_learners = _given_what(find_member)  # the view is given the Membership
for_both = _given_what(_taught_or_joined)  # the one or the other
