"""What a token says of itself: its times, its address, and that it was not used before.

A token is believed once: its jti is kept until it has expired, where every process sees it.
While that cache is away no token is believed, because a replay could not be told from a call.
"""

from __future__ import annotations

import hashlib
import math
import time
from typing import Any

from django.core.cache import caches
from redis import RedisError

from pgx.ehr.clients.addresses import is_same
from pgx.ehr.models import CdsClient
from pgx.ehr.problems import CallRefused

MOST_SECONDS = 300  # from iat to exp
LEEWAY_SECONDS = 30  # clocks differ
LATEST = 2**53  # seconds; what is larger is no whole number in JSON
LONGEST = 255  # characters of a jti
Claims = dict[str, Any]


class TokenRefused(CallRefused):
    """A call without a token that can be believed: 401."""

    def __init__(self, detail: str) -> None:
        super().__init__(401, detail)


def check_times(claims: Claims) -> None:
    """Raises TokenRefused for a token of another time, or with a life too long."""
    now = time.time()
    issued, expires = _moment(claims, "iat"), _moment(claims, "exp")
    if expires <= now - LEEWAY_SECONDS:
        raise TokenRefused("The token has expired (exp).")
    if issued > now + LEEWAY_SECONDS or _moment(claims, "nbf", issued) > now + LEEWAY_SECONDS:
        raise TokenRefused("The token is not yet valid (iat, nbf).")
    if expires - issued > MOST_SECONDS:
        raise TokenRefused(f"The token lives longer than {MOST_SECONDS} seconds (iat to exp).")


def _moment(claims: Claims, name: str, default: float | None = None) -> float:
    """A time in seconds since 1970."""
    found = claims.get(name, default)
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_number or not abs(found) < LATEST:  # NaN is not below anything
        raise TokenRefused(f"The token's {name} is no time in seconds.")
    return float(found)


def check_audience(claims: Claims, url: str) -> None:
    """Raises TokenRefused for a token that was made for another address."""
    given = claims.get("aud")
    if not any(is_same(each, url) for each in (given if isinstance(given, list) else [given])):
        raise TokenRefused(f"The token is for another address (aud); expected {url}")


def use_up(client: CdsClient, claims: Claims) -> None:
    """Keep the jti until the token has expired. Raises TokenRefused for one that was used."""
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST:
        raise TokenRefused(f"The token has no jti of 1 to {LONGEST} characters.")
    digest = hashlib.sha256(f"{client.pk} {jti}".encode(errors="surrogatepass")).hexdigest()
    seconds = math.ceil(claims["exp"] - time.time()) + LEEWAY_SECONDS + 1
    try:
        is_new = caches["shared"].add(f"cds-jti/{digest}", 1, seconds)
    except RedisError:
        said = "No token can be checked now: the list of those that were used is away."
        raise CallRefused(503, said) from None
    if not is_new:
        raise TokenRefused("The token was used before (jti).")
