"""Who works at what: late workers, messages that come twice, the times of waiting."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.batches.kills import (
    AT_WORK_AGAIN,
    freeze_in_a_chunk,
    kill_scheduler_and_workers,
    objects,
)
from tests.system.house import SHORT_TIMES, House
from tests.system.processes import wait_until

pytestmark = pytest.mark.system

TAKEN_OVER = "was taken over by another worker"


def test_a_worker_that_wakes_late_changes_nothing(house, door, batch, ends_as_if_nothing_was):
    freeze_in_a_chunk(house, batch, chunks=2)
    late, *others = house.worker.children()
    house.worker.signal(signal.SIGCONT)
    late.suspend()
    for each in others:
        each.resume()
    ends_as_if_nothing_was(batch)
    before = house.worker.said().count(TAKEN_OVER)
    late.resume()
    wait_until(lambda: house.worker.said().count(TAKEN_OVER) > before, "the late one giving up")

    ends_as_if_nothing_was(batch)
    named = house.postgres.sql(
        "SELECT source FROM batches_chunk UNION ALL SELECT results FROM batches_chunk "
        "UNION ALL SELECT errors FROM batches_chunk"
    )
    assert unnamed(house, batch, named) == {"upload"}


def unnamed(house: House, batch: str, named: list[str]) -> set[str]:
    """The objects of a batch that no chunk names."""
    return {each.name for each in objects(house, batch)} - {Path(x).name for x in named}


def test_messages_and_claims_that_come_twice_double_nothing(
    house, door, batch, ends_as_if_nothing_was
):
    freeze_in_a_chunk(house, batch)
    house.manage("shell", "-v0", "-c", "from pgx.batches.tasks import send; send(40)")
    house.postgres.sql("UPDATE batches_chunk SET leased_until = now() WHERE state = 'running'")
    house.worker.signal(signal.SIGCONT)

    ends_as_if_nothing_was(batch)


@pytest.fixture
def shipped_times(house: House) -> Iterator[None]:
    """Worker and scheduler with the times of waiting that are shipped."""
    shipped = {k: v for k, v in house.environment.items() if k not in SHORT_TIMES}
    restart(house, shipped)
    yield
    restart(house, house.environment)


def restart(house: House, environment: dict[str, str]) -> None:
    for program in (house.worker, house.beat):
        program.end()
        program.environment = environment
        program.start()


@pytest.mark.usefixtures("shipped_times")
def test_the_shipped_times_are_short_enough(house, door, batch, ends_as_if_nothing_was):
    freeze_in_a_chunk(house, batch, chunks=2)
    in_hand = f"SELECT number FROM batches_chunk WHERE state = 'running' AND batch_id = '{batch}'"
    numbers = ", ".join(map(str, house.postgres.sql(in_hand)))
    kill_scheduler_and_workers(house)

    start = time.monotonic()
    again = f"""SELECT bool_and(state = 'done') FROM batches_chunk
                WHERE batch_id = '{batch}' AND number IN ({numbers})"""
    wait_until(lambda: house.postgres.sql(again)[0], "the chunks of the killed", AT_WORK_AGAIN)
    assert time.monotonic() - start > float(SHORT_TIMES["BATCH_LEASE_SECONDS"])
    ends_as_if_nothing_was(batch)
