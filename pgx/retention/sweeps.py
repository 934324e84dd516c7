"""The registry of sweeps, and running them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweep:
    """What is kept how long, in words, and the action that deletes what is older."""

    name: str
    keeps: str
    delete: Callable[[datetime], int]  # given the time, returns how many it deleted


_sweeps: dict[str, Sweep] = {}


def register(name: str, keeps: str, sweep: Callable[[datetime], int]) -> None:
    """Add a sweep. Raises ValueError for a name that is there already."""
    if name in _sweeps:
        raise ValueError(f"A sweep named {name} is there already.")
    _sweeps[name] = Sweep(name, keeps, sweep)


def registered() -> Mapping[str, Sweep]:
    """The sweeps by name."""
    return MappingProxyType(_sweeps)


def sweep_all(now: datetime) -> dict[str, int | None]:
    """Run every sweep, each in a transaction; how many each deleted, None where it failed.

    One that fails does not stop the others: it is logged, and runs again the next day.
    """
    return {name: _run(sweep, now) for name, sweep in _sweeps.items()}


def _run(sweep: Sweep, now: datetime) -> int | None:
    try:
        with transaction.atomic():
            deleted = sweep.delete(now)
    except Exception:
        log.exception("The sweep of %s failed.", sweep.name)
        return None
    log.info("Deleted %d of: %s.", deleted, sweep.name)
    return deleted
