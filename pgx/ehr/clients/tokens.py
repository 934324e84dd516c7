"""JSON Web Tokens: which CDS client calls, if it can be believed."""

from __future__ import annotations

import json
from typing import Any

from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry, extract_compact, validate_compact

from pgx.ehr.clients.addresses import is_same
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.clients.claims import Claims, TokenRefused, check_audience, check_times, use_up
from pgx.ehr.clients.keys import BadKey, find_key
from pgx.ehr.models import CdsClient
from pgx.ehr.problems import CallRefused

ALGORITHMS = ("ES384", "RS384")


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
    header = signed.headers()
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise TokenRefused("The token's header or payload is no JSON object.")
    _check_header(header)
    client = _client(claims, header)
    _check_signature(signed, client, header["kid"])
    check_times(claims)
    check_audience(claims, url)
    use_up(client, claims)
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
    if "jku" in header and not (client.jku and is_same(header["jku"], client.jku)):
        raise TokenRefused("The token's jku is not the one on this service's list.")
    return client


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
