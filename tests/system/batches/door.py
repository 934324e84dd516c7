"""The REST door of class files, as a program uses it."""

import time
from dataclasses import dataclass
from typing import Any

import requests

from tests.system.processes import wait_until

ENDED = ("done", "failed", "cancelled")


@dataclass
class Door:
    """The REST door, with a token."""

    address: str
    token: str

    def ask(self, method: str, path: str = "", **more: Any) -> requests.Response:
        """An answer, whatever it is."""
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        where = f"{self.address}/api/v1/batches{path}"
        return requests.request(method, where, headers=headers, timeout=60, **more)

    def upload(self, content: bytes, key: str = "", start: str = "true") -> requests.Response:
        """Upload a class file, and start it or not."""
        headers = {"Idempotency-Key": key} if key else {}
        body = {"files": {"file": ("class.csv", content)}, "data": {"start": start}}
        return self.ask("POST", headers=headers, **body)

    def started(self, content: bytes) -> str:
        """The id of a batch that was accepted."""
        answer = self.upload(content)
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def batch(self, batch_id: str) -> dict[str, Any]:
        """What is told of a batch."""
        answer = self.ask("GET", f"/{batch_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def progress(self, batch_id: str) -> dict[str, Any]:
        """How far it is."""
        return self.batch(batch_id)["progress"]

    def ended(self, batch_id: str, seconds: float = 120) -> str:
        """The state in which it ends."""
        state = lambda: self.batch(batch_id)["state"]  # noqa: E731
        return wait_until(lambda: state() in ENDED and state(), "the end of a batch", seconds)

    def seconds_to_resume(self, batch_id: str, share: float) -> float:
        """How long it takes until more than this share is done."""
        start = time.monotonic()
        wait_until(lambda: self._goes_on(batch_id, share), "work going on")
        return time.monotonic() - start

    def _goes_on(self, batch_id: str, share: float) -> bool:
        batch = self.batch(batch_id)
        return batch["progress"]["share"] > share or batch["state"] in ENDED

    def files(self, batch_id: str) -> tuple[bytes, bytes]:
        """results.csv and errors.csv."""
        names = ("results.csv", "errors.csv")
        answers = [self.ask("GET", f"/{batch_id}/{name}") for name in names]
        assert [answer.status_code for answer in answers] == [200, 200]
        return answers[0].content, answers[1].content
