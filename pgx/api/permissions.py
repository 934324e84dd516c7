"""Who may ask what: every view of this door names one scope."""

from __future__ import annotations

from collections.abc import Callable
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


def scope(name: Scope | str, *, needs_token: bool = False) -> Callable[[View], View]:
    """`@scope("read")` above `@api_view(...)`: the scope that the view needs.

    `needs_token` is of views whose answer belongs to an account.
    """

    def decorate(view: View) -> View:
        view.cls.scope = Scope(name)
        view.cls.needs_token = needs_token
        return view

    return decorate


class HasScope(BasePermission):
    """The token has the view's scope, or there is none and the view is open to anybody."""

    code = "scope_missing"

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the view's `scope` is among what this caller may do."""
        if request.auth is None:
            return view.scope in OPEN and not view.needs_token
        self.message = _("This token lacks the scope “%(scope)s”. Make one that has it.") % {
            "scope": view.scope
        }
        return view.scope in request.auth.scopes
