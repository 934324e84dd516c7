"""The web process is killed in the middle of play: no acknowledged answer is lost or doubled."""

import re
import time
from threading import Thread

import httpx
import pytest

from tests.cases.making import GOOD
from tests.system.house import House, living_in

pytestmark = pytest.mark.system

STEPS = (
    ("history", {}),
    ("order", {"tests": "cyp"}),
    ("guess", {"number": "86.7", "confidence": "sure"}),
    ("run", {}),
    ("choice", {"drug": "sertraline"}),
    ("links", {"links": "CYP exposure", "words": "The level."}),
    ("visit", {"option": "b", "confidence": "unsure"}),
    ("end", {}),
)
PLAYERS, KILLS = 4, 3
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    cases = folder / "cases"
    cases.mkdir()
    (cases / "good.yaml").write_text(GOOD)
    (cases / "topics.yaml").write_text('- {topic: exposure, name: Exposure, seed: ""}\n')
    with living_in(folder, RATE_ANONYMOUS="100000/minute") as house:
        house.manage("load_cases", str(cases))
        yield house


class Visitor:
    """Plays on, asking again whatever was not acknowledged; says what was."""

    def __init__(self, house: House) -> None:
        self.house, self.acknowledged = house, []
        self.client = httpx.Client(base_url=house.address, timeout=10)
        token = TOKEN.search(self.client.get("/cases/").text)[1]
        begun = self.client.post("/cases/good/begin", data={"csrfmiddlewaretoken": token})
        self.home, self.token = begun.headers["Location"], token

    def play(self) -> None:
        for step, sent in STEPS:
            while self.send(step, sent) != 303:
                time.sleep(0.05)
            self.acknowledged.append(step)
            time.sleep(0.3)

    def send(self, step: str, sent: dict[str, str]) -> int:
        try:
            data = {"csrfmiddlewaretoken": self.token, **sent}
            return self.client.post(self.home + step, data=data).status_code
        except httpx.TransportError:
            return 0


def test_a_killed_server_loses_and_doubles_no_answer(house):
    visitors = [Visitor(house) for _ in range(PLAYERS)]
    threads = [Thread(target=visitor.play) for visitor in visitors]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        time.sleep(0.7)
        house.web.kill()
        before = {v.home: list(v.acknowledged) for v in visitors}
        for home, steps in before.items():
            assert stored(house, home)[: len(steps)] == steps
        house.start_web()
    for thread in threads:
        thread.join(timeout=120)

    for visitor in visitors:
        assert stored(house, visitor.home) == [step for step, _sent in STEPS]


def stored(house: House, home: str) -> list[str]:
    """The steps that the database has answers of, in order."""
    attempt = home.rstrip("/").rpartition("/")[2]
    sql = "SELECT step FROM cases_answer WHERE attempt_id = '{}' ORDER BY position"
    return house.postgres.sql(sql.format(attempt))
