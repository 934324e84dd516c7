"""How often somebody may ask: counted by token, or by address for who has none.

Counted in windows that begin with the clock's (each minute, say), so one round trip to the cache
tells all there is to say. While the cache is away each process counts for itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits.storage import MemoryStorage, RedisStorage
from redis import RedisError
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.retry import Retry

from pgx import metrics, problems
from pgx.client_address import client_address, counted_as

log = logging.getLogger(__name__)

INTERFACE = "/api/"
PREFIX = "raphe-limits"
PATIENCE_SECONDS = 0.2  # with a cache that does not answer
PAUSE_SECONDS = 10  # before an absent cache is tried again
TOO_MANY = "There were too many requests; Retry-After says in how many seconds to go on."


@dataclass(frozen=True)
class Standing:
    """Where a caller stands in a limit after a request."""

    limit: str  # its name: token or anonymous
    amount: int
    window_seconds: int
    remaining: int
    reset_seconds: int
    allowed: bool

    def headers(self) -> Iterator[tuple[str, str]]:
        """What a client is told.

        Clients understand the three fields of the IETF draft up to its sixth version; the
        two of the draft since then are sent beside them.
        """
        yield "RateLimit-Limit", str(self.amount)
        yield "RateLimit-Remaining", str(self.remaining)
        yield "RateLimit-Reset", str(self.reset_seconds)
        yield "RateLimit-Policy", f'"{self.limit}";q={self.amount};w={self.window_seconds}'
        yield "RateLimit", f'"{self.limit}";r={self.remaining};t={self.reset_seconds}'
        if not self.allowed:
            yield "Retry-After", str(self.reset_seconds)


class Counters:
    """Counters in the cache; in this process while the cache is away."""

    def __init__(self, url: str) -> None:
        self.shared = RedisStorage(
            url,
            key_prefix=PREFIX,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            # Once more, at once: a connection may have been closed while it was idle.
            retry=Retry(NoBackoff(), 1, (NoConnection,)),
        )
        self.own = MemoryStorage()
        self.away_until: float | None = None

    def add(self, key: str, seconds: int, amount: int) -> int:
        """Add to a counter that lives for so long, and return what it has now."""
        if self._is_worth_trying():
            try:
                count = self.shared.incr(key, seconds, amount)
            except RedisError:
                self._note_absence()
            else:
                self.away_until = None
                return count
        return self.own.incr(key, seconds, amount)

    def _is_worth_trying(self) -> bool:
        """Is the cache there as far as we know? If not, one request tries it now and then."""
        now = time.monotonic()
        if self.away_until is None:
            return True
        if now < self.away_until:
            return False
        self.away_until = now + PAUSE_SECONDS
        return True

    def _note_absence(self) -> None:
        if self.away_until is None:
            log.warning("The cache does not answer; each process counts requests by itself.")
        self.away_until = time.monotonic() + PAUSE_SECONDS


@cache
def counters() -> Counters:
    """This process's way to the counters, made with the first request."""
    return Counters(settings.CACHES["default"]["LOCATION"])


def charge(request: HttpRequest, cost: int = 1) -> Standing:
    """Count a request against its caller's limit, and keep where the caller stands with it."""
    return charge_as(request, *_caller(request), cost)


def charge_as(request: HttpRequest, limit: str, caller: str, cost: int = 1) -> Standing:
    """Count a request against a limit of its own, as `charge` does."""
    standing = take(limit, caller, cost)
    request.rate_limit = standing  # type: ignore[attr-defined]
    if not standing.allowed:
        metrics.THROTTLED.labels(standing.limit).inc()
    return standing


def take(limit: str, caller: str, cost: int = 1) -> Standing:
    """Count so many requests of a caller; what is refused as too dear is not counted.

    No call counts for more than a whole window: whoever has not asked yet can make it.
    """
    rate = settings.RATES[limit]
    cost = min(cost, max(1, rate.amount - 1))
    window = rate.get_expiry()
    number, since = divmod(time.time(), window)
    key = f"{limit}/{caller}/{number:.0f}"
    used = counters().add(key, window, cost)
    allowed = used <= rate.amount
    if not allowed and cost > 1:
        used = counters().add(key, window, -cost)
    left = max(0, rate.amount - used)
    return Standing(limit, rate.amount, window, left, max(1, round(window - since)), allowed)


def _caller(request: HttpRequest) -> tuple[str, str]:
    """The limit that holds for a request, and the name under which it is counted there."""
    token = getattr(request, "auth", None)
    if token is not None:
        return "token", str(token.pk)
    return "anonymous", counted_as(client_address(request))


def tell_limits(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who was counted is told where they stand.

    What the REST door refused before it counted (a bad token, an unknown address) is counted
    here, so that guessing is limited too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        standing = getattr(request, "rate_limit", None)
        if standing is None:
            if not request.path_info.startswith(INTERFACE):
                return response
            standing = charge(request)
            if not standing.allowed:
                response = problems.response(429, TOO_MANY)
        for name, value in standing.headers():
            response.headers[name] = value
        return response

    return middleware
