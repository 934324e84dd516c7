"""Signs of life: the scheduler queues a task, a worker runs it, both leave the time.

`/readyz` reads the times from the cache. A container has no cache of its own, so where
ALIVE_FILE is set the worker and the scheduler also touch that file, and
`python -m pgx.heartbeat` (the container's health check) looks at its age.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

from celery import shared_task
from celery.signals import beat_init, before_task_publish, heartbeat_sent, worker_ready
from django.core.cache import caches

EVERY_SECONDS = 10
# Three beats may be missed before anybody is told.
STALE_SECONDS = 4 * EVERY_SECONDS
KEEP_SECONDS = 24 * 3600
TASK = "pgx.heartbeat.beat"


@shared_task(name=TASK, expires=STALE_SECONDS)
def beat() -> None:
    """Leave the time at which a worker ran this."""
    leave_time("worker")


def leave_time(part: str) -> None:
    """Store that a part of Raphe lives now."""
    caches["shared"].set(f"heartbeat-{part}", time.time(), KEEP_SECONDS)


def seconds_since(part: str) -> float | None:
    """How long ago the part last left its time; None where it never did."""
    left = caches["shared"].get(f"heartbeat-{part}")
    return None if left is None else max(0.0, time.time() - left)


@worker_ready.connect
def worker_starts(**_: Any) -> None:
    """Up at once, not only with the first beat."""
    leave_time("worker")


@beat_init.connect
@before_task_publish.connect(sender=TASK)
def scheduler_lives(**_: Any) -> None:
    """Only the scheduler publishes the beat, so this runs in its process."""
    leave_time("scheduler")
    touch_alive_file()


@heartbeat_sent.connect
def worker_lives(**_: Any) -> None:
    """The worker's main process, which also answers while its pool is busy."""
    touch_alive_file()


def touch_alive_file() -> None:
    """Touch the file that a container's health check looks at."""
    if os.environ.get("ALIVE_FILE"):
        Path(os.environ["ALIVE_FILE"]).touch()


def main() -> int:
    """Exit 0 where the file was touched a short while ago, else say what is wrong."""
    path = Path(os.environ.get("ALIVE_FILE", ""))
    if not path.is_file():
        print("ALIVE_FILE is not there: nothing has left a sign of life yet")
        return 1
    age = time.time() - path.stat().st_mtime
    print(f"last sign of life {age:.0f} s ago")
    return int(age > STALE_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
