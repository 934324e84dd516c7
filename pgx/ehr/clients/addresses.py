"""Addresses of other servers: one spelling for each, and which may be asked at all."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"https": 443, "http": 80}
PRINTED = re.compile(r"[!-~]{1,500}")
# Nothing that two readers of an address understand differently: no "%", no "\", no other script.
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")
PATH = re.compile(r"(/[A-Za-z0-9_~.$@:!*'()+,;=&-]+)*")
DOTS = {".", ".."}


class BadAddress(ValueError):
    """An address that cannot be used; its text says why."""


def normalise(given: str) -> str:
    """The one spelling: small letters, no default port, no slash at the end.

    Raises BadAddress for what is no plain http or https address: credentials, a query, a
    fragment, or anything that could be read in two ways.
    """
    if not PRINTED.fullmatch(given):
        raise BadAddress("It is no address: spaces and letters of other scripts cannot be used.")
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise BadAddress("It is no address: host or port cannot be read.") from None
    if parts.scheme not in PORTS:
        raise BadAddress("It does not begin with https://.")
    if "%" in parts.netloc:
        raise BadAddress("Its host is no plain name.")
    if "@" in parts.netloc:
        raise BadAddress("It has a user name or a password in it.")
    if "?" in given or "#" in given:
        raise BadAddress("It has a query or a fragment: leave out what begins with ? or #.")
    path = parts.path.rstrip("/")
    if not PATH.fullmatch(path) or DOTS & set(path.split("/")):
        raise BadAddress("Its path is not plain: letters, digits and -._~ only, and no dots alone.")
    named = "" if port in (None, PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{_host(parts.hostname or '')}{named}{path}"


def _host(given: str) -> str:
    """A name in small letters, or an IP address in its one spelling."""
    if ":" in given:
        try:
            return f"[{ip_address(given).compressed}]"
        except ValueError:
            raise BadAddress("Its IPv6 address cannot be read.") from None
    if not HOST.fullmatch(given):
        raise BadAddress("Its host is no plain name (and ends without a dot).")
    return given


def require_safe(address: str) -> None:
    """Raises BadAddress for what is never asked, on a list or not: plain http over a network."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (settings.FHIR_PLAIN_LOOPBACK and is_loopback(parts.hostname)):
        return
    raise BadAddress(
        "It must begin with https://; plain http is for this very machine, and only with "
        "FHIR_PLAIN_LOOPBACK."
    )


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine, in a spelling that leaves no doubt."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def is_within(address: str, base: str) -> bool:
    """Whether an address is a base or below it; both in their one spelling."""
    return address == base or address.startswith(f"{base}/")


def is_same(given: Any, ours: str) -> bool:
    """Whether what somebody sent is one of our addresses, however it is spelt."""
    try:
        return isinstance(given, str) and (given == ours or normalise(given) == normalise(ours))
    except BadAddress:
        return False
