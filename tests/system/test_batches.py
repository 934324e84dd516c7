"""Whatever is killed, a batch comes to its end, with every row once, and soon after the restart.

Real processes, each killed without a warning; the files are compared, byte by byte, with those
of a batch that nobody disturbed.
"""

import http.client
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psutil
import pytest
import requests

from tests.system.class_file import ClassFile, Door
from tests.system.house import SHORT_TIMES, House, living_in
from tests.system.processes import wait_until

pytestmark = pytest.mark.system

ROWS, CHUNK = 12_000, 400
AT_WORK_AGAIN = 60  # seconds after a restart
SMALL_DISK = "24m"
SHORT_RUN, LONG_RUN = 5, 50  # kill points


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Everything runs; pytest keeps the folder with its logs for a while."""
    folder = tmp_path_factory.mktemp("house")
    folder.chmod(0o711)  # PostgreSQL runs as another user where the tests run as root
    with living_in(folder, BATCH_CHUNK_ROWS=str(CHUNK)) as house:
        yield house


@pytest.fixture(scope="module")
def door(house: House) -> Door:
    """The REST door, for one learner."""
    house.manage("create_demo_accounts")
    asked = ("--user=learner", "--name=faults", "--scope=batch")
    return Door(house.address, house.manage("create_token", *asked).split()[-1])


@pytest.fixture(scope="module")
def class_file() -> ClassFile:
    return ClassFile(ROWS)


@pytest.fixture(scope="module")
def undisturbed(door: Door, class_file: ClassFile) -> tuple[bytes, bytes]:
    """results.csv and errors.csv of a batch that nobody disturbed."""
    batch = door.started(class_file.content)
    assert door.ended(batch) == "done"
    return door.files(batch)


@pytest.fixture
def batch(
    house: House, door: Door, class_file: ClassFile, undisturbed: tuple[bytes, bytes]
) -> Iterator[str]:
    """A batch under way: some of its chunks are done, and some are not. It is deleted at the end.
    """  # fmt: skip
    batch = door.started(class_file.content)
    wait_until(lambda: door.progress(batch)["chunks_done"], "the first chunk")
    yield batch
    assert door.ask("DELETE", f"/{batch}").status_code == 204
    wait_until(lambda: not list(objects(house, batch)), "no object of a deleted batch")


def objects(house: House, batch: str) -> Iterator[Path]:
    """The files of a batch."""
    return (house.data / "files" / "batches" / batch).glob("*")


def freeze_in_a_chunk(house: House, batch: str, chunks: int = 1) -> None:
    """Stop the workers while that many chunks of the batch are in hand."""
    count = f"SELECT count(*) FROM batches_chunk WHERE state = 'running' AND batch_id = '{batch}'"

    def are_frozen() -> bool:
        house.worker.signal(signal.SIGSTOP)
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


def ends_as_if_nothing_was(door: Door, batch: str, undisturbed: tuple[bytes, bytes]) -> None:
    """Complete, and the same to the byte."""
    assert door.ended(batch) == "done", door.batch(batch)
    assert door.files(batch) == undisturbed
    assert door.progress(batch)["failed"] == []


def test_every_row_is_told_once(class_file: ClassFile, undisturbed: tuple[bytes, bytes]) -> None:
    class_file.is_told_whole(*undisturbed)


@pytest.mark.parametrize("kill", VICTIMS, ids=lambda kill: kill.__name__)
def test_a_kill_costs_no_row(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes],
    kill: Callable[[House], None],
) -> None:  # fmt: skip
    freeze_in_a_chunk(house, batch, chunks=2)
    share = door.progress(batch)["share"]
    kill(house)

    assert door.seconds_to_resume(batch, share) < AT_WORK_AGAIN
    ends_as_if_nothing_was(door, batch, undisturbed)


def test_a_worker_that_wakes_late_changes_nothing(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes]
) -> None:
    freeze_in_a_chunk(house, batch, chunks=2)
    late, *others = house.worker.children()
    house.worker.signal(signal.SIGCONT)
    late.suspend()
    for each in others:
        each.resume()
    ends_as_if_nothing_was(door, batch, undisturbed)
    late.resume()
    wait_until(lambda: late.status() == psutil.STATUS_SLEEPING, "the late one at rest")

    ends_as_if_nothing_was(door, batch, undisturbed)
    named = house.postgres.sql(
        "SELECT source FROM batches_chunk UNION ALL SELECT results FROM batches_chunk "
        "UNION ALL SELECT errors FROM batches_chunk"
    )
    wait_until(lambda: unnamed(house, batch, named) == {"upload"}, "no object of the late one")


def unnamed(house: House, batch: str, named: list[str]) -> set[str]:
    """The objects of a batch that no chunk names."""
    return {each.name for each in objects(house, batch)} - {Path(x).name for x in named}


def test_messages_and_claims_that_come_twice_double_nothing(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes]
) -> None:
    freeze_in_a_chunk(house, batch)
    house.manage("shell", "-v0", "-c", "from pgx.batches.tasks import send; send(40)")
    house.postgres.sql("UPDATE batches_chunk SET leased_until = now() WHERE state = 'running'")
    house.worker.signal(signal.SIGCONT)

    ends_as_if_nothing_was(door, batch, undisturbed)


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
def test_the_shipped_times_are_short_enough(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes]
) -> None:
    freeze_in_a_chunk(house, batch, chunks=2)
    in_hand = f"SELECT number FROM batches_chunk WHERE state = 'running' AND batch_id = '{batch}'"
    numbers = ", ".join(map(str, house.postgres.sql(in_hand)))
    kill_scheduler_and_workers(house)

    start = time.monotonic()
    again = f"""SELECT bool_and(state = 'done') FROM batches_chunk
                WHERE batch_id = '{batch}' AND number IN ({numbers})"""
    wait_until(lambda: house.postgres.sql(again)[0], "the chunks of the killed", AT_WORK_AGAIN)
    assert time.monotonic() - start > float(SHORT_TIMES["BATCH_LEASE_SECONDS"])
    ends_as_if_nothing_was(door, batch, undisturbed)


def test_a_poisoned_chunk_fails_with_its_reason_and_a_retry_does_it_alone(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes]
) -> None:
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
    ends_as_if_nothing_was(door, batch, undisturbed)
    assert house.postgres.sql(attempts) == [before + 1]


def test_a_full_disk_is_said_and_a_retry_goes_on(
    house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes]
) -> None:
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
    ends_as_if_nothing_was(door, batch, undisturbed)


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
    small_disk: Path, house: House, door: Door, batch: str, undisturbed: tuple[bytes, bytes],
    class_file: ClassFile,
) -> None:  # fmt: skip
    freeze_in_a_chunk(house, batch)
    filler = fill(small_disk)
    house.worker.signal(signal.SIGCONT)

    assert door.ended(batch) == "failed"
    assert door.batch(batch)["failure"]["message"].endswith("press retry.")
    refused = door.upload(class_file.content)
    assert (refused.status_code < 500, refused.json()["code"]) == (True, "disk_full")
    filler.unlink()
    assert door.ask("POST", f"/{batch}/retry").status_code == 202
    ends_as_if_nothing_was(door, batch, undisturbed)
    assert [each.name for each in small_disk.glob("batches/*")] == [batch]


def known(door: Door) -> set[str]:
    """The batches of this account."""
    return {each["id"] for each in door.ask("GET").json()["results"]}


def test_a_web_process_killed_in_the_middle_of_an_upload_leaves_no_batch(
    house: House, door: Door, undisturbed: tuple[bytes, bytes], class_file: ClassFile
) -> None:
    before = known(door)
    link = http.client.HTTPConnection("127.0.0.1", house.port)
    link.putrequest("POST", "/api/v1/batches")
    link.putheader("Authorization", f"Bearer {door.token}")
    link.putheader("Content-Type", "multipart/form-data; boundary=part")
    link.putheader("Content-Length", str(len(class_file.content)))
    link.endheaders(class_file.content[: len(class_file.content) // 2])
    kill_web(house)

    assert known(door) == before
    batch = door.started(class_file.content)
    ends_as_if_nothing_was(door, batch, undisturbed)
    assert known(door) == before | {batch}


@pytest.mark.parametrize("seed", range(2))
def test_an_upload_whose_answer_is_lost_is_one_batch_when_it_comes_again(
    house: House, door: Door, undisturbed: tuple[bytes, bytes], class_file: ClassFile, seed: int
) -> None:
    before, key = known(door), f"lost-{seed}"
    sender = Thread(target=send_and_lose, args=(door, class_file.content, key))
    sender.start()
    time.sleep(random.Random(seed).uniform(0, 0.5))
    kill_web(house)
    sender.join()

    answer = door.upload(class_file.content, key)
    assert answer.status_code == 202, answer.text
    batch = answer.json()["id"]
    assert known(door) == before | {batch}
    ends_as_if_nothing_was(door, batch, undisturbed)


def send_and_lose(door: Door, content: bytes, key: str) -> None:
    """An upload of which nobody sees the answer."""
    with suppress(requests.ConnectionError):
        door.upload(content, key)


def test_an_upload_that_was_not_started_is_started_when_it_comes_again(
    door: Door, undisturbed: tuple[bytes, bytes], class_file: ClassFile
) -> None:
    """As where the web process is killed between the two."""
    first = door.upload(class_file.content, "not-started", start="false").json()
    assert first["state"] == "waiting"
    second = door.upload(class_file.content, "not-started").json()

    assert second["id"] == first["id"]
    ends_as_if_nothing_was(door, first["id"], undisturbed)


def random_kill(house: House, door: Door, class_file: ClassFile, seed: int) -> str:
    """A batch, and a kill somewhere between its upload and its end; its id, once at work again."""
    dice = random.Random(seed)
    batch = door.started(class_file.content)
    time.sleep(dice.uniform(0, 4))
    share = door.progress(batch)["share"]
    dice.choice(VICTIMS)(house)
    assert door.seconds_to_resume(batch, share) < AT_WORK_AGAIN
    return batch


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(seed, marks=[] if seed < SHORT_RUN else pytest.mark.long)
        for seed in range(LONG_RUN)
    ],
)
def test_a_kill_at_any_moment_costs_no_row(
    house: House, door: Door, class_file: ClassFile, undisturbed: tuple[bytes, bytes], seed: int
) -> None:
    batch = random_kill(house, door, class_file, seed)
    ends_as_if_nothing_was(door, batch, undisturbed)
    assert door.ask("DELETE", f"/{batch}").status_code == 204
