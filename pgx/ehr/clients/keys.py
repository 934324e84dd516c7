"""Public keys of CDS clients: pasted in the admin, or fetched from the one address given there."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from pgx.ehr.clients import asking
from pgx.ehr.clients.addresses import BadAddress, require_safe
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.models import CdsClient

KEEP_SECONDS = 600  # fetched keys
AGAIN_SECONDS = 60  # before an address is asked again, found or not
WEAKEST_BITS = 2048  # of an RSA key
MOST_KEYS = 50
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
Key = ECKey | RSAKey


class BadKey(ValueError):
    """A key that is not used; its text says why."""


def read_key(given: Any) -> Key:
    """A JWK as a key for ES384 or RS384. Raises BadKey."""
    if not isinstance(given, dict) or not isinstance(given.get("kid"), str) or not given["kid"]:
        raise BadKey("A key has no kid.")
    named = f"The key {given['kid'][:50]!r}"
    if PRIVATE & set(given):
        raise BadKey(f"{named} is private or secret. Give its public half only.")
    try:
        key = JWKRegistry.import_key(given)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise BadKey(f"{named} cannot be read.") from None
    if isinstance(key, ECKey) and key.curve_name == "P-384":
        return key
    if isinstance(key, RSAKey) and key.raw_value.key_size >= WEAKEST_BITS:
        return key
    raise BadKey(f"{named} is neither of P-384 nor RSA with {WEAKEST_BITS} bits or more.")


def read_key_set(given: Any) -> list[Key]:
    """Every key of a JWK Set. Raises BadKey for the first that cannot be used."""
    keys = [read_key(each) for each in _listed(given)]
    if len({key.kid for key in keys}) < len(keys):
        raise BadKey("Two keys have the same kid.")
    return keys


def _listed(given: Any) -> list[dict[str, Any]]:
    listed = given.get("keys") if isinstance(given, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_KEYS:
        raise BadKey('It is no JWK Set: {"keys": [ ... ]} with one key or more.')
    if not all(isinstance(each, dict) for each in listed):
        raise BadKey("A key is no JSON object.")
    return listed


def find_key(client: CdsClient, kid: str) -> Key | None:
    """The client's key of that name. Raises BadKey for one that is not used, and Unanswered."""
    listed = client.keys["keys"] if client.keys else _of_address(client.jku, kid)
    found = _named(listed, kid)
    return read_key(found) if found else None


def _named(listed: list[dict[str, Any]], kid: str) -> Mapping[str, Any] | None:
    return next((each for each in listed if each.get("kid") == kid), None)


def _of_address(jku: str, kid: str) -> list[dict[str, Any]]:
    """As fetched some minutes ago; again for a kid that is new, at most once a minute."""
    name = cache_name(jku)
    kept = cache.get(name)
    if kept is not None and _named(kept, kid):
        return kept
    if not cache.add(f"{name}/asked", 1, AGAIN_SECONDS):
        if kept is None:
            raise Unanswered("asked", f"was asked less than {AGAIN_SECONDS} seconds ago")
        return kept
    fresh = fetch_keys(jku)
    cache.set(name, fresh, KEEP_SECONDS)
    return fresh


def cache_name(jku: str) -> str:
    """Where its keys are kept; beside it, that they were asked for."""
    return f"cds-keys/{hashlib.sha256(jku.encode()).hexdigest()}"


def fetch_keys(jku: str) -> list[dict[str, Any]]:
    """The keys at an address, as they stand there. Raises Unanswered."""
    try:
        require_safe(jku)
        return _listed(json.loads(asking.run(_fetch(jku))))
    except BadAddress:
        raise Unanswered("bad_address", "is not asked, since it is not https") from None
    except (ValueError, RecursionError):
        raise Unanswered("not_keys", "did not answer with a JWK Set") from None


async def _fetch(jku: str) -> bytes:
    try:
        async with asyncio.timeout(settings.FHIR_SECONDS), asking.connection() as client:
            return await asking.get(client, jku, "application/jwk-set+json, application/json")
    except TimeoutError:
        raise asking.no_answer() from None
