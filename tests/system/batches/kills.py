"""What is killed, and how; each is started again at once."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

from tests.system.house import House
from tests.system.processes import wait_until

AT_WORK_AGAIN = 60  # seconds after a restart


def objects(house: House, batch: str) -> Iterator[Path]:
    """The files of a batch."""
    return (house.data / "files" / "batches" / batch).glob("*")


def freeze_in_a_chunk(house: House, batch: str, chunks: int = 1) -> None:
    """Stop the workers while that many chunks of the batch are in hand."""
    count = f"SELECT count(*) FROM batches_chunk WHERE state = 'running' AND batch_id = '{batch}'"

    def are_frozen() -> bool:
        house.worker.signal(signal.SIGSTOP)
        time.sleep(0.05)  # whatever they sent to the database before has been done by then
        if house.postgres.sql(count)[0] >= chunks:
            return True
        house.worker.signal(signal.SIGCONT)
        return False

    wait_until(are_frozen, "a chunk in hand")


def kill_one_process(house: House) -> None:
    """One of the two that have a chunk in hand; the worker starts another."""
    house.worker.children()[0].kill()
    house.worker.signal(signal.SIGCONT)


def kill_all_workers(house: House) -> None:
    house.worker.kill()
    house.worker.start()


def kill_valkey(house: House) -> None:
    house.valkey.kill()
    house.worker.signal(signal.SIGCONT)
    house.start_valkey()


def kill_valkey_with_its_data(house: House) -> None:
    house.valkey.kill()
    house.worker.signal(signal.SIGCONT)
    house.start_valkey(keep_data=False)


def kill_postgres(house: House) -> None:
    house.postgres.kill()
    house.worker.signal(signal.SIGCONT)
    house.postgres.start()


def kill_web(house: House) -> None:
    house.web.kill()
    house.worker.signal(signal.SIGCONT)
    house.start_web()


def kill_scheduler_and_workers(house: House) -> None:
    house.beat.kill()
    house.worker.kill()
    house.beat.start()
    house.worker.start()


VICTIMS = (
    kill_one_process, kill_all_workers, kill_valkey, kill_valkey_with_its_data, kill_postgres,
    kill_web, kill_scheduler_and_workers,
)  # fmt: skip
