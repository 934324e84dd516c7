"""Holding a claim while its work goes on: a thread renews the lease until the work ends."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection

from pgx.batches.running.claims import Claim

RENEWALS = 3  # in the time of a lease
log = logging.getLogger(__name__)


class Lost(Exception):
    """The claim is another worker's, or its batch was cancelled or deleted: stop."""


class Held:
    """A claim in hand; `check` raises Lost once it is not ours any more."""

    def __init__(self, claim: Claim) -> None:
        self.claim, self._lost, self._over = claim, Event(), Event()

    def check(self) -> None:
        """Go on, or raise Lost."""
        if self._lost.is_set():
            raise Lost

    def keep(self) -> None:
        """Renew until the work is over, or the claim is lost."""
        try:
            while not self._over.wait(settings.BATCH_LEASE_SECONDS / RENEWALS):
                self._renew()
        finally:
            connection.close()  # this thread's own

    def _renew(self) -> None:
        try:
            if not self.claim.renew():
                self._lost.set()
                self._over.set()
        except DatabaseError as error:
            log.warning("A lease could not be renewed: %s", error)
            connection.close()

    def end(self) -> None:
        """Renew no more."""
        self._over.set()


@contextmanager
def holding(claim: Claim) -> Iterator[Held]:
    """Keep a claim while the work goes on."""
    held = Held(claim)
    thread = Thread(target=held.keep, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        held.end()
        thread.join()
