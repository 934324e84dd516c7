"""What fails says why, and a retry does what is left: a part that cannot be read, a full disk."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.system.batches.kills import freeze_in_a_chunk
from tests.system.house import House

pytestmark = pytest.mark.system

SMALL_DISK = "24m"


def test_a_poisoned_chunk_fails_with_its_reason_and_a_retry_does_it_alone(
    house, door, batch, ends_as_if_nothing_was
):
    freeze_in_a_chunk(house, batch)
    last = f"FROM batches_chunk WHERE batch_id = '{batch}' ORDER BY number DESC LIMIT 1"
    part = house.data / "files" / house.postgres.sql(f"SELECT source {last}")[0]
    sound = part.read_bytes()
    part.write_bytes(b"PAR1 this is no Parquet")
    house.worker.signal(signal.SIGCONT)

    assert door.ended(batch) == "failed"
    told = door.progress(batch)
    assert told["chunks_done"] == told["chunks"] - 1
    assert door.batch(batch)["failure"]["message"].startswith(f"1 of {told['chunks']} parts")
    assert told["failed"]
    assert door.ask("GET", f"/{batch}/results.csv").status_code == 409

    part.write_bytes(sound)
    attempts = f"SELECT sum(attempt) FROM batches_chunk WHERE batch_id = '{batch}'"
    before = house.postgres.sql(attempts)[0]
    assert door.ask("POST", f"/{batch}/retry").status_code == 202
    ends_as_if_nothing_was(batch)
    assert house.postgres.sql(attempts) == [before + 1]


def test_a_full_disk_is_said_and_a_retry_goes_on(house, door, batch, ends_as_if_nothing_was):
    """The system refuses every file over some bytes, as it does where no space is left."""
    freeze_in_a_chunk(house, batch)
    limits = [(each, each.rlimit(psutil.RLIMIT_FSIZE)) for each in house.worker.children()]
    for each, (_, hard) in limits:
        each.rlimit(psutil.RLIMIT_FSIZE, (100, hard))
    house.worker.signal(signal.SIGCONT)

    assert door.ended(batch) == "failed"
    assert "no space left" in door.batch(batch)["failure"]["message"]
    for each, limit in limits:
        each.rlimit(psutil.RLIMIT_FSIZE, limit)
    assert door.ask("POST", f"/{batch}/retry").status_code == 202
    ends_as_if_nothing_was(batch)


@pytest.fixture
def small_disk(house: House) -> Iterator[Path]:
    """A disk of some megabytes for the files of this house."""
    where = house.data / "files"
    size = ["-o", f"size={SMALL_DISK}"]
    mounted = subprocess.run(["mount", "-t", "tmpfs", *size, "tmpfs", where], capture_output=True)
    if mounted.returncode:
        pytest.skip("a disk can be mounted by root alone; the test before needs none")
    yield where
    subprocess.run(["umount", "--lazy", where], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no space beside it."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))
    return filler


def test_a_small_disk_that_fills_up(
    small_disk, house, door, batch, class_file, ends_as_if_nothing_was
):
    freeze_in_a_chunk(house, batch)
    filler = fill(small_disk)
    house.worker.signal(signal.SIGCONT)

    assert door.ended(batch) == "failed"
    assert door.batch(batch)["failure"]["message"].endswith("press retry.")
    refused = door.upload(class_file.content)
    assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
    filler.unlink()
    assert door.ask("POST", f"/{batch}/retry").status_code == 202
    ends_as_if_nothing_was(batch)
    assert [each.name for each in small_disk.glob("batches/*")] == [batch]
