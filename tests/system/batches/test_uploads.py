"""A web process that is killed while it receives a file: no half batch, no second one."""

import http.client
import random
import time
from contextlib import suppress
from threading import Thread

import pytest
import requests

from tests.system.batches.door import Door
from tests.system.batches.kills import kill_web

pytestmark = pytest.mark.system


def known(door: Door) -> set[str]:
    """The batches of this account."""
    return {each["id"] for each in door.ask("GET").json()["results"]}


def test_a_web_process_killed_in_the_middle_of_an_upload_leaves_no_batch(
    house, door, class_file, ends_as_if_nothing_was
):
    before = known(door)
    link = http.client.HTTPConnection("127.0.0.1", house.port)
    link.putrequest("POST", "/api/v1/batches")
    link.putheader("Authorization", f"Bearer {door.token}")
    link.putheader("Content-Type", "multipart/form-data; boundary=part")
    link.putheader("Content-Length", str(len(class_file.content)))
    link.endheaders(class_file.content[: len(class_file.content) // 2])
    time.sleep(0.3)  # it has arrived
    kill_web(house)

    assert known(door) == before
    batch = door.started(class_file.content)
    ends_as_if_nothing_was(batch)
    assert known(door) == before | {batch}


@pytest.mark.parametrize("seed", range(2))
def test_an_upload_whose_answer_is_lost_is_one_batch_when_it_comes_again(
    house, door, class_file, seed, ends_as_if_nothing_was
):
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
    ends_as_if_nothing_was(batch)


def send_and_lose(door: Door, content: bytes, key: str) -> None:
    """An upload of which nobody sees the answer."""
    with suppress(requests.ConnectionError):
        door.upload(content, key)


def test_an_upload_that_was_not_started_is_started_when_it_comes_again(
    door, class_file, ends_as_if_nothing_was
):
    """As where the web process is killed between the two."""
    first = door.upload(class_file.content, "not-started", start="false").json()
    assert first["state"] == "waiting"
    second = door.upload(class_file.content, "not-started").json()

    assert second["id"] == first["id"]
    ends_as_if_nothing_was(first["id"])
