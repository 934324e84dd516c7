"""Servers that did not answer in time are left alone for a while.

Each call that waits for one keeps a thread of ours; without a pause, a class that works with a
sandbox that hangs would keep them all, and Raphe would answer nobody.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache

from pgx.ehr.clients.asking import Unanswered

SECONDS = 10  # before such a server is asked again


def of(base: str) -> Unanswered | None:
    """Why a server is not asked now; None where it may be."""
    if not cache.get(_name(base)):
        return None
    said = f"did not answer a moment ago, so it is not asked for {SECONDS} seconds"
    return Unanswered("silent", said)


def note(base: str) -> None:
    """Keep that a server did not answer in time."""
    cache.set(_name(base), 1, SECONDS)


def _name(base: str) -> str:
    return f"fhir-silence/{hashlib.sha256(base.encode()).hexdigest()}"
