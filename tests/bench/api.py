"""`make bench`: what the REST door costs, beside a constant answer of the same size.

The floor goes through the same server, middleware, authentication and limits, reads the same body,
and answers a constant of the same JSON. Floor and endpoint take turns. Never a pass or a failure.
"""

import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.floors import ROOT, server
from tests.services import start_valkey

ASSESSMENTS, FLOOR = "/api/v1/assessments", "/floor.api"
CONNECTIONS, RUNS, REQUESTS, WARM_UP, PANELS = 2, 5, 400, 40, 200
LINE = "{:44}{:>9}{:>9}{:>9}{:>9}{:>8}{:>8}{:>9}"
ONE = [{"drug": "escitalopram", "dose_mg_per_day": 10}]


@dataclass(frozen=True)
class Case:
    """An endpoint, what it is asked, and how many times the floor it may cost."""

    name: str
    method: str
    path: str
    asked: dict | None = None
    most: float = 2
    most_p99: float | None = None

    def bodies(self, panels: list[dict[str, str]]) -> list[bytes]:
        """What each of these people is asked with."""
        if self.method == "GET":
            return [b""] * CONNECTIONS
        asked = {"orientation": "literature", **(self.asked or {})}
        return [json.dumps({"genotypes": panel, **asked}).encode() for panel in panels]


CASES = (
    Case("one drug, summary", "POST", ASSESSMENTS, {"regimens": ONE, "detail": "summary"}, 4, 5),
    Case("one drug, full", "POST", ASSESSMENTS, {"regimens": ONE, "detail": "full"}, 8),
    Case("every drug, summary", "POST", ASSESSMENTS, {"detail": "summary"}, 15),
    *(
        Case(f"GET /{name}", "GET", f"/api/v1/{name}")
        for name in (
            "markers", "drugs", "guideline-statements", "claims", "releases",
            "guideline-statements?body=CPIC&search=sertraline",
        )
    ),
)  # fmt: skip


def main() -> None:
    print_head("REST door")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        token = make_token()
        panels = distinct_panels()
        for case in CASES:
            print(measure(Caller(port, token), case, case.bodies(panels)), flush=True)


def print_head(door: str) -> None:
    """What the lines below it are."""
    print(f"{door}: gunicorn, 2 processes, {CONNECTIONS} connections, a token; ms; medians of")
    print(f"{RUNS} runs of {REQUESTS} requests, each beside a constant answer of the same size\n")
    print(LINE.format("", "median", "p99", "floor", "p99", "ratio", "target", "p99"))


def prepare(env: dict[str, str]) -> None:
    """The shipped release, an account, a cache, and limits that nobody reaches."""
    folder = Path(env["DATA_DIR"]) / "valkey"
    folder.mkdir()
    env["CACHE_URL"] = f"unix://{start_valkey(folder)}?db=0"
    env |= {"RATE_TOKEN": "1000000/minute", "RATE_ANONYMOUS": "1000000/minute"}
    manage(env, "load_knowledge", "fixtures/knowledge", "-v0")
    manage(env, "create_demo_accounts")
    os.environ |= env


def manage(env: dict[str, str], *command: str) -> str:
    """What a command of manage.py prints."""
    words = [sys.executable, "manage.py", *command]
    done = subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return done.stdout


def make_token() -> str:
    """The secret of a new token."""
    asked = ("--user=learner", "--name=bench", "--scope=assess", "--scope=read")
    return manage(dict(os.environ), "create_token", *asked).split()[-1]


def distinct_panels() -> list[dict[str, str]]:
    """Invented people, no two alike."""
    import django

    django.setup()
    from pgx.knowledge import releases
    from pgx.science import population

    knowledge = releases.find()
    group = next(iter(knowledge.frequencies))
    many = 4 * PANELS
    drawn = population.draw(knowledge, group, many, np.random.default_rng(9))
    people = [{marker: texts[place] for marker, texts in drawn.items()} for place in range(many)]
    return list({json.dumps(panel): panel for panel in people}.values())[:PANELS]


@dataclass(frozen=True)
class Caller:
    """Where the server is, and with which token it is asked."""

    port: int
    token: str

    def size(self, method: str, path: str, body: bytes) -> int:
        """The bytes of an answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        link.request(method, path, body or None, self.headers)
        return len(link.getresponse().read())

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, bodies: Iterator[bytes], times: int) -> list[float]:
        """The seconds that each of so many requests took, on one connection."""
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        taken = []
        for body in itertools.islice(bodies, times):
            start = time.perf_counter()
            link.request(method, path, body or None, self.headers)
            answer = link.getresponse()
            text = answer.read()
            taken.append(time.perf_counter() - start)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}: {text[:300]!r}")
        link.close()
        return taken

    def run(
        self, method: str, path: str, bodies: list[bytes], times: int = REQUESTS
    ) -> tuple[float, float]:
        """Median and 99th percentile of a run over all connections, in ms."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            jobs = [
                pool.submit(self.ask, method, path, itertools.cycle(bodies[place::CONNECTIONS]),
                            times // CONNECTIONS)
                for place in range(CONNECTIONS)
            ]  # fmt: skip
            taken = [1e3 * each for job in jobs for each in job.result()]
        return statistics.median(taken), statistics.quantiles(taken, n=100)[98]


def measure(caller: Caller, case: Case, bodies: list[bytes]) -> str:
    """One line of the table."""
    floor = f"{FLOOR}?bytes={caller.size(case.method, case.path, bodies[0])}"
    for path in (case.path, floor):
        caller.run(case.method, path, bodies, WARM_UP)
    runs = [
        [each for path in (case.path, floor) for each in caller.run(case.method, path, bodies)]
        for _ in range(RUNS)
    ]
    median, p99, low, low_p99 = (statistics.median(each) for each in zip(*runs, strict=True))
    ratio, at_p99 = median / low, p99 / low_p99
    met = ratio <= case.most and at_p99 <= (case.most_p99 or at_p99)
    numbers = [f"{each:.2f}" for each in (median, p99, low, low_p99, ratio)]
    line = LINE.format(case.name, *numbers, f"{case.most:g}", f"{at_p99:.1f}")
    return line + ("" if met else "  missed")


if __name__ == "__main__":
    main()
