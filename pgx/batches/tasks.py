"""The tasks: `work` does one piece, whichever is next; `look_after` is the scheduler's."""

from __future__ import annotations

import logging

from celery.signals import worker_process_init
from kombu.exceptions import OperationalError

from pgx.batches.running.looking import pieces_left_lying
from pgx.batches.running.work import do_next
from pgx.celery import app  # here, so that whoever sends has the right broker

log = logging.getLogger(__name__)


@app.task(name="pgx.batches.work")
def work() -> None:
    """Do the next piece, and ask for as many more as workers can go on with."""
    send(do_next())


@app.task(name="pgx.batches.look_after")
def look_after() -> None:
    """Offer again what nobody holds."""
    send(pieces_left_lying())


def send(messages: int) -> None:
    """Tell workers that there is work. Where the broker is down, the scheduler does it later."""
    try:
        for _message in range(messages):
            work.delay()
    except OperationalError:
        log.warning("The broker is down: the scheduler will offer the work again.")


@worker_process_init.connect
def use_one_thread(**_: object) -> None:
    """Processes are what shares the cores here; threads of each would only get in the way."""
    import pyarrow as pa

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
