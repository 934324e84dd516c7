"""`make bench`: what a class file costs, beside pandas reading and writing the same files.

A worker of two processes, Valkey, SQLite. "Ready" is the time from the accepted upload to the last
byte of results.csv on disk, rendering included. The floor is one process with pandas: `read_csv`
of the same input and `to_csv` of the same output. Never a pass or a failure.

`python -m tests.bench.batches 10000000` adds a file of ten million rows.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.api import manage
from tests.bench.floors import ROOT
from tests.services import start_valkey

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FLOOR_ROWS = 1_000_000
MARKERS = ("5-HTTLPR", "rs25531", "rs6295", "rs6265", "CYP2C19", "CYP2D6", "CYP2B6")
DRUGS = {"escitalopram": 10, "sertraline": 100, "paroxetine": 20, "venlafaxine": 150}
PATIENCE_SECONDS = 600
DRAWN, MISSING = 20_000, 0.03
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
LINE = "{:>12}{:>10}{:>10}{:>10}{:>10}{:>12}{:>12}{:>14}"
FLOOR = """
import sys, time, pandas
read, same, write = sys.argv[1:]
output = pandas.read_csv(same, low_memory=False)
start = time.perf_counter()
pandas.read_csv(read)
output.to_csv(write, index=False)
print(time.perf_counter() - start)
"""


@dataclass
class Run:
    """Seconds from the accepted upload, and the worker's greatest memory."""

    rows: int
    accepted: float
    read: float
    done: float
    ready: float
    megabytes: float
    results: Path

    def __str__(self) -> str:
        parts = (self.accepted, self.read, self.done - self.read, self.ready)
        per_million = self.ready / self.rows * 1e6
        size = self.results.stat().st_size / 1e6
        shown = [f"{each:.2f}" for each in parts]
        return LINE.format(
            f"{self.rows:,}", *shown, f"{per_million:.1f}", f"{self.megabytes:.0f}", f"{size:,.0f}"
        )


def main() -> None:
    sizes = (*SIZES, *map(int, sys.argv[1:]))
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        print("Class files: 10 columns, 1 regimen a row, a worker of 2 processes; seconds\n")
        print(LINE.format("rows", "accept", "read", "assess", "ready", "per 10^6", "worker MB",
                          "results MB"))  # fmt: skip
        with worker(processes=2) as pids:
            measure(100_000, pids, shown=False)  # warms up
            runs = {rows: measure(rows, pids) for rows in sizes}
            small = [measure(1_000, pids).ready for _ in range(5)]
        print(f"\n1,000 rows, five more times: {statistics.median(small):.2f} s to results.csv")
        with worker(processes=1) as pids:
            measure(100_000, pids, shown=False)  # warms up
            one = measure(FLOOR_ROWS, pids, shown=False)
        two = runs[FLOOR_ROWS]
        faster = (one.done - one.read) / (two.done - two.read)
        print(f"chunks by one process over by two: {faster:.2f}")
        floor = beside_pandas(two.results)
        print(f"pandas, one process: {floor:.1f} s; ready over it: {two.ready / floor:.2f}")


def prepare(folder: Path) -> None:
    """A database with the shipped release, a broker, an account; and Django in this process."""
    (folder / "valkey").mkdir()
    socket = start_valkey(folder / "valkey")
    os.environ |= ONE_THREAD | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "BROKER_URL": f"redis+socket://{socket}?virtual_host=0",
        "CACHE_URL": f"unix://{socket}?db=1",
        "DJANGO_SETTINGS_MODULE": "pgx.settings",
        "LOG_LEVEL": "WARNING",
        "BATCH_QUOTA_MB": "50000",
    }
    for command in (["migrate", "-v0"], ["load_knowledge", "fixtures/knowledge", "-v0"],
                    ["create_demo_accounts"]):  # fmt: skip
        manage(dict(os.environ), *command)
    import django

    django.setup()


@contextmanager
def worker(processes: int) -> Iterator[list[int]]:
    """A Celery worker; the process ids of its pool."""
    import psutil

    from tests.system.processes import wait_until

    command = [sys.executable, "-m", "celery", "-q", "-A", "pgx.celery", "worker", "-lWARNING"]
    process = subprocess.Popen([*command, f"-c{processes}"], cwd=ROOT)
    pool = psutil.Process(process.pid)
    wait_until(lambda: len(pool.children()) >= processes, "the pool")
    yield [child.pid for child in pool.children()]
    process.terminate()
    process.wait()


def measure(rows: int, pids: list[int], shown: bool = True) -> Run:
    """Send a class of so many rows, wait, fetch the results."""
    from pgx.batches import downloads, starting

    file = class_file(rows)
    start = time.perf_counter()
    batch = upload(file)
    accepted = time.perf_counter() - start
    starting.start(batch)
    every = 0.01 if rows <= 10_000 else 0.1  # asking takes from what is measured
    read = wait(batch, {"running", "done"}, start, every)
    done = wait(batch, {"done"}, start, every)
    results = file.with_suffix(".results.csv")
    with results.open("wb") as stream:
        stream.writelines(downloads.results_csv(batch))
    ready = time.perf_counter() - start - accepted
    found = Run(rows, accepted, read - accepted, done - accepted, ready, most_memory(pids), results)
    batch.delete()
    if shown:
        print(found, flush=True)
    return found


def upload(file: Path):
    """The batch of a file, as the doors receive it."""
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from pgx.accounts.models import User
    from pgx.batches.options import Options
    from pgx.batches.receiving import receive

    sent = TemporaryUploadedFile(file.name, "text/csv", file.stat().st_size, None)
    sent.write(file.read_bytes())
    sent.flush()
    batch = receive(User.objects.get(username="learner"), sent, file.name, Options()).batch
    sent.close()
    return batch


def wait(batch, states: set[str], start: float, every: float) -> float:
    """When the batch came to one of these states."""
    while time.perf_counter() < start + PATIENCE_SECONDS:
        batch.refresh_from_db(fields=["state"])
        if batch.state in states:
            return time.perf_counter() - start
        if batch.state in {"failed", "cancelled"}:
            batch.refresh_from_db()
            raise RuntimeError(batch.failure)
        time.sleep(every)
    raise RuntimeError(f"not {' or '.join(states)} within {PATIENCE_SECONDS} s")


def most_memory(pids: list[int]) -> float:
    """The greatest memory, in MB, that any of the processes has had."""
    lines = (Path(f"/proc/{pid}/status").read_text().splitlines() for pid in pids)
    return max(int(line.split()[1]) for each in lines for line in each if "VmHWM" in line) / 1e3


def class_file(rows: int) -> Path:
    """Invented subjects as CSV, written once a size, in blocks."""
    import pyarrow as pa
    from django.conf import settings
    from pyarrow import csv

    path = Path(settings.DATA_DIR) / f"class-{rows}.csv"
    if path.exists():
        return path
    rng = np.random.default_rng(8)
    people, sink = drawn_people(rng), io.BytesIO()
    with path.open("wb") as stream:
        for first in range(0, rows, 100_000):
            many = min(100_000, rows - first)
            block = pa.table(columns(people, first, many, rng))
            options = csv.WriteOptions(include_header=first == 0, quoting_style="none")
            csv.write_csv(block, sink, options)
            stream.write(sink.getvalue())
            sink.seek(0)
            sink.truncate()
    return path


def drawn_people(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Genotype texts by marker, with some that are missing."""
    from pgx.knowledge import releases
    from pgx.science import population

    drawn = population.draw(releases.find(), "EUR", DRAWN, rng)
    people = {marker: np.array(drawn[marker], dtype=object) for marker in MARKERS}
    for texts in people.values():
        texts[rng.random(DRAWN) < MISSING] = "./."
    return people


def columns(people: dict[str, np.ndarray], first: int, many: int, rng) -> dict[str, list]:
    """A block of the file: each marker drawn by itself, so that combinations are many."""
    drug = rng.integers(len(DRUGS), size=many)
    names, doses = np.array(list(DRUGS)), np.array(list(DRUGS.values()))
    return {
        "subject": [f"S{number:08}" for number in range(first, first + many)],
        **{marker: texts[rng.integers(DRAWN, size=many)] for marker, texts in people.items()},
        "drug": names[drug],
        "dose_mg_per_day": doses[drug],
    }


def beside_pandas(results: Path) -> float:
    """Seconds that pandas takes to read the same input and write the same output."""
    given = results.with_name(results.name.replace(".results", ""))
    words = [sys.executable, "-c", FLOOR, str(given), str(results), str(results) + ".pandas"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
