"""Asking another server: in so much time, for so many bytes, and never further than that server.

All that one call asks runs in an event loop of its own, because only there one clock ends
everything: connecting, a TLS handshake, headers or a body that drip in byte by byte. Names are
looked up by the system: who is on a list is listed by name, so whoever runs the name decides
which machine that is (TLS holds them to it).
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, TypeVar

import httpx
from django.conf import settings

from pgx.problems import MOST_BYTES

T = TypeVar("T")


class Unanswered(Exception):
    """Why another server gave nothing that can be used: words that go on after its name."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code, self.said = code, said


def no_answer() -> Unanswered:
    """What is said when the time is over."""
    return Unanswered("no_answer", f"did not answer within {settings.FHIR_SECONDS:g} seconds")


def run(asked: Coroutine[Any, Any, T]) -> T:
    """Run to the end. Unlike asyncio.run, waits for no look-up of a name that hangs."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(asked)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


@asynccontextmanager
async def connection() -> AsyncIterator[httpx.AsyncClient]:
    """A client that follows no redirect, keeps no cookie over calls and reads no environment."""
    limits = httpx.Limits(max_connections=1)
    client = httpx.AsyncClient(verify=_trusted(), trust_env=False, limits=limits, timeout=None)  # noqa: S113
    async with client:
        yield client


@cache
def _trusted() -> ssl.SSLContext:
    """The certificate authorities: those of certifi, or the operator's in SSL_CERT_FILE."""
    return httpx.create_ssl_context()


async def get(client: httpx.AsyncClient, url: str, accept: str, token: str = "") -> bytes:
    """The body of a 200. Raises Unanswered. The caller holds the clock."""
    headers = {"Accept": accept, "Accept-Encoding": "identity"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        async with client.stream("GET", url, headers=headers, follow_redirects=False) as response:
            _require_ok(response)
            return await _body(response)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreached(error) from None  # its text may name the patient


def _require_ok(response: httpx.Response) -> None:
    status = response.status_code
    if 300 <= status < 400:
        said = f"answered with a redirect ({status}), and redirects are not followed"
        raise Unanswered("redirect", said)
    if status in (401, 403):
        raise Unanswered("refused", f"answered {status}: it wants a token that may read this")
    if status != 200:
        raise Unanswered("bad_status", f"answered {status}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unanswered("compressed", "answered in a compressed form, which was not asked for")


async def _body(response: httpx.Response) -> bytes:
    found = bytearray()
    async for part in response.aiter_raw():
        found += part
        if len(found) > MOST_BYTES:
            raise Unanswered("too_large", f"sent more than {MOST_BYTES} bytes at once")
    return bytes(found)


def _unreached(error: Exception) -> Unanswered:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Unanswered("bad_certificate", "showed a certificate that cannot be verified")
    if isinstance(error, httpx.ConnectError):
        return Unanswered("unreachable", "cannot be reached")
    return Unanswered("broken", "broke off, or did not speak HTTP")
