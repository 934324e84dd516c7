"""One house a test process, and what a batch gives that nobody disturbed."""

from collections.abc import Callable, Iterator

import pytest

from tests.system.batches.class_file import ClassFile
from tests.system.batches.door import Door
from tests.system.batches.kills import objects
from tests.system.house import House, living_in
from tests.system.processes import wait_until

ROWS, CHUNK = 12_000, 400
Files = tuple[bytes, bytes]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Everything runs; pytest keeps the folder with its logs for a while."""
    folder = tmp_path_factory.mktemp("house")
    folder.chmod(0o711)  # PostgreSQL runs as another user where the tests run as root
    with living_in(folder, BATCH_CHUNK_ROWS=str(CHUNK)) as house:
        yield house


@pytest.fixture(scope="package")
def door(house: House) -> Door:
    """The REST door, for one learner."""
    house.manage("create_demo_accounts")
    asked = ("--user=learner", "--name=faults", "--scope=batch")
    return Door(house.address, house.manage("create_token", *asked).split()[-1])


@pytest.fixture(scope="package")
def class_file() -> ClassFile:
    return ClassFile(ROWS)


@pytest.fixture(scope="package")
def undisturbed(door: Door, class_file: ClassFile) -> Files:
    """results.csv and errors.csv of a batch that nobody disturbed."""
    batch = door.started(class_file.content)
    assert door.ended(batch) == "done"
    return door.files(batch)


@pytest.fixture
def batch(house: House, door: Door, class_file: ClassFile, undisturbed: Files) -> Iterator[str]:
    """A batch of which some chunks are done, and some are not; it is deleted at the end."""
    batch = door.started(class_file.content)
    wait_until(lambda: door.progress(batch)["chunks_done"], "the first chunk")
    yield batch
    assert door.ask("DELETE", f"/{batch}").status_code == 204
    wait_until(lambda: not list(objects(house, batch)), "no object of a deleted batch")


@pytest.fixture
def ends_as_if_nothing_was(door: Door, undisturbed: Files) -> Callable[[str], None]:
    """Check that a batch comes to its end, complete, and the same to the byte."""

    def check(batch: str) -> None:
        assert door.ended(batch) == "done", door.batch(batch)
        assert door.files(batch) == undisturbed
        assert door.progress(batch)["failed"] == []

    return check
