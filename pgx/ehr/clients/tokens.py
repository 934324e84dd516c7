"""JSON Web Tokens: which CDS client calls, if it can be believed.

A token is believed once: its jti is kept until it has expired, where every process sees it.
While that cache is away no token is believed, because a replay could not be told from a call.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from typing import Any

from django.core.cache import caches
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry, extract_compact, validate_compact
from redis import RedisError

from pgx.ehr.clients.addresses import BadAddress, normalise
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.clients.keys import BadKey, find_key
from pgx.ehr.models import CdsClient
from pgx.ehr.problems import CallRefused

ALGORITHMS = ("ES384", "RS384")
MOST_SECONDS = 300  # from iat to exp
LEEWAY_SECONDS = 30  # clocks differ
LATEST = 2**53  # seconds; what is larger is no whole number in JSON
LONGEST = 255  # characters of a jti
Claims = dict[str, Any]


class TokenRefused(CallRefused):
    """A call without a token that can be believed: 401."""

    def __init__(self, detail: str) -> None:
        super().__init__(401, detail)


class Registry(JWSRegistry):
    """Joserfc's bounds, with room for a jku in the header and none for a large payload."""

    max_header_length = 2000
    max_payload_length = 4000


REGISTRY = Registry(algorithms=ALGORITHMS, strict_check_header=False)


def believe(token: str, url: str) -> CdsClient:
    """The client that made the token for a call of `url`. Uses the token up.

    Raises TokenRefused, and CallRefused (503) where keys or the cache cannot be had.
    """
    try:
        signed = extract_compact(token.encode(), registry=REGISTRY)
        claims = json.loads(signed.payload)
    except (JoseError, ValueError, TypeError, RecursionError):
        raise TokenRefused("The token is no JSON Web Token.") from None
    if not isinstance(claims, dict):
        raise TokenRefused("The token's payload is no JSON object.")
    header = signed.headers()
    _check_header(header)
    client = _client(claims, header)
    _check_signature(signed, client, header["kid"])
    _check_times(claims)
    _check_audience(claims, url)
    _use_up(client, claims)
    return client


def _check_header(header: dict[str, Any]) -> None:
    if header.get("alg") not in ALGORITHMS:
        raise TokenRefused("The token's alg is not ES384 or RS384.")
    if header.get("typ") != "JWT":
        raise TokenRefused("The token's typ is not JWT.")
    if not isinstance(header.get("kid"), str) or not header["kid"]:
        raise TokenRefused("The token's header names no key (kid).")
    if "crit" in header or "b64" in header:
        raise TokenRefused("The token's header asks for what is not offered here (crit, b64).")


def _client(claims: Claims, header: dict[str, Any]) -> CdsClient:
    """The client of the issuer, if it is on the list and its keys are where the header says."""
    issuer = claims.get("iss")
    is_text = isinstance(issuer, str) and issuer.isprintable()
    client = CdsClient.objects.filter(issuer=issuer, is_active=True).first() if is_text else None
    if client is None:
        raise TokenRefused("The token's issuer (iss) is not on this service's list.")
    if "jku" in header and not (client.jku and _is_same(header["jku"], client.jku)):
        raise TokenRefused("The token's jku is not the one on this service's list.")
    return client


def _is_same(given: Any, ours: str) -> bool:
    """Whether two addresses are one."""
    try:
        return isinstance(given, str) and (given == ours or normalise(given) == normalise(ours))
    except BadAddress:
        return False


def _check_signature(signed: Any, client: CdsClient, kid: str) -> None:
    try:
        key = find_key(client, kid)
        if key is None:
            raise TokenRefused("The client has no key of that name (kid).")
        is_signed = validate_compact(signed, key, registry=REGISTRY)
    except Unanswered as fault:
        said = f"The client's keys cannot be had: its jku {fault}. Try again in a minute."
        raise CallRefused(503, said) from None
    except BadKey:
        said = "The client's key cannot be used: it is to be public, P-384, or RSA from 2048 bits."
        raise TokenRefused(said) from None
    except JoseError:
        raise TokenRefused("The client's key is not one for this alg.") from None
    if not is_signed:
        raise TokenRefused("The token's signature is wrong.")


def _check_times(claims: Claims) -> None:
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


def _check_audience(claims: Claims, url: str) -> None:
    given = claims.get("aud")
    if not any(_is_same(each, url) for each in (given if isinstance(given, list) else [given])):
        raise TokenRefused(f"The token is for another address (aud); expected {url}")


def _use_up(client: CdsClient, claims: Claims) -> None:
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
