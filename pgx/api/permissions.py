"""Who may ask what: every view of this door names one scope."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission

from pgx.accounts.models import Scope

if TYPE_CHECKING:  # views.py of Django REST framework reads this module while it is imported
    from rest_framework.request import Request
    from rest_framework.views import APIView

# What anybody may do without a token, at a lower rate.
OPEN = {Scope.ASSESS, Scope.READ}

View = TypeVar("View", bound=Callable[..., Any])


def scope(name: Scope | str, *, owned: Collection[str] = ()) -> Callable[[View], View]:
    """`@scope("read")` above `@api_view(...)`: the scope that the view needs.

    `owned` are the methods whose answer belongs to an account: they need a token.
    """

    def decorate(view: View) -> View:
        view.cls.scope = Scope(name)
        view.cls.owned = frozenset(owned)
        return view

    return decorate


def is_open(view: APIView, method: str) -> bool:
    """Whether anybody may ask the view by this method, without a token."""
    asked = "GET" if method == "HEAD" else method
    return view.scope in OPEN and asked not in view.owned


class HasScope(BasePermission):
    """The token has the view's scope, or there is none and the view is open to anybody."""

    code = "scope_missing"

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the view's `scope` is among what this caller may do."""
        if request.auth is None:
            return is_open(view, request.method)
        self.message = _("This token lacks the scope “%(scope)s”. Make one that has it.") % {
            "scope": view.scope
        }
        return view.scope in request.auth.scopes
