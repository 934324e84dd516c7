"""The limits at the REST door: every call counts once, a dear one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from pgx import limits

if TYPE_CHECKING:  # DRF's views import this module, by its settings
    from rest_framework.views import APIView


class Rate(BaseThrottle):
    """One call counts one, by token or by address."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the call; False where there were too many."""
        self.standing = limits.charge(request._request)
        return self.standing.allowed

    def wait(self) -> float:
        """Seconds until the caller may ask again."""
        return self.standing.reset_seconds


def charge(request: Request, cost: int) -> None:
    """Let a call count for `cost` in all, the one already counted included. Raises Throttled."""
    if cost <= 1:
        return
    standing = limits.charge(request._request, cost - 1)
    if not standing.allowed:
        raise Throttled(standing.reset_seconds, f"This call counts as {cost} requests.")
