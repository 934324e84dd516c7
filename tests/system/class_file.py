"""A class file of invented people, what must come of it, and the REST door that it goes through."""

import csv
import io
import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.system.processes import wait_until

DRUGS = ("escitalopram", "sertraline", "paroxetine")
COLUMNS = ("subject", "5-HTTLPR", "rs6295", "rs6265", "CYP2C19", "CYP2D6", "drug")
GENOTYPES = (("L/L", "L/S", "S/S"), ("C/C", "C/G"), ("Val/Val", "Val/Met", "./."),
             ("*1/*1", "*1/*2", "*2/*2", "?"), ("*1/*1", "*1/*4", "*4/*4"))  # fmt: skip
# Every so many rows the subject was there before, the drug is unknown, a cell is missing.
AGAIN, UNKNOWN, SHORT = 211, 97, 103
ENDED = ("done", "failed", "cancelled")


@dataclass
class ClassFile:
    """A file, the lines that belong into the results, and those that belong into the errors."""

    rows: int
    good: Counter[tuple[str, ...]] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        lines = [",".join(COLUMNS), *itertools.starmap(self._line, self._people())]
        self.content = ("\n".join(lines) + "\n").encode()

    def _people(self):
        genotypes = itertools.cycle(itertools.product(*GENOTYPES))
        return enumerate(itertools.islice(genotypes, self.rows), start=2)

    def _line(self, line: int, genotypes: tuple[str, ...]) -> str:
        subject = f"S{line - line % 2 if line % AGAIN == 0 else line}"
        drug = "nosuchdrug" if line % UNKNOWN == 0 else DRUGS[line % len(DRUGS)]
        cells = [subject, *genotypes, drug][: -1 if line % SHORT == 0 else None]
        if line % UNKNOWN == 0 or line % SHORT == 0:
            self.bad[str(line)] += 1
        else:
            self.good[str(line), subject, drug] += 1
        return ",".join(cells)

    def is_told_whole(self, results: bytes, errors: bytes) -> None:
        """Every subject and regimen is once in the results, or its line once in the errors."""
        found = Counter((row["line"], row["subject"], row["drug"]) for row in read(results))
        assert found == self.good
        assert Counter({row["line"]: 1 for row in read(errors)}) == self.bad


def read(content: bytes) -> csv.DictReader:
    """The rows of a CSV file."""
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))


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
