"""Whatever is killed, a batch comes to its end, with every row once, and soon after the restart.

Real processes, each killed without a warning; the files are compared, byte by byte, with those
of a batch that nobody disturbed.
"""

import random
import time

import pytest

from tests.system.batches.class_file import ClassFile
from tests.system.batches.door import Door
from tests.system.batches.kills import AT_WORK_AGAIN, VICTIMS, freeze_in_a_chunk
from tests.system.house import House

pytestmark = pytest.mark.system

SHORT_RUN, LONG_RUN = 5, 50  # kill points


def test_every_row_is_told_once(class_file, undisturbed):
    class_file.is_told_whole(*undisturbed)


@pytest.mark.parametrize("kill", VICTIMS, ids=lambda kill: kill.__name__)
def test_a_kill_costs_no_row(house, door, batch, kill, ends_as_if_nothing_was):
    freeze_in_a_chunk(house, batch, chunks=2)
    share = door.progress(batch)["share"]
    kill(house)

    assert door.seconds_to_resume(batch, share) < AT_WORK_AGAIN
    ends_as_if_nothing_was(batch)


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
def test_a_kill_at_any_moment_costs_no_row(house, door, class_file, seed, ends_as_if_nothing_was):
    batch = random_kill(house, door, class_file, seed)
    ends_as_if_nothing_was(batch)
    assert door.ask("DELETE", f"/{batch}").status_code == 204
