"""`make bench`: the two floors that later measurements are divided by.

A constant JSON and a page that renders a constant template, over HTTP with keep-alive, from the
same server and middleware as everything else. Nothing here passes or fails by a time.
"""

import http.client
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"constant JSON": "/floor.json", "constant page": "/floor"}
WARM_UP, REQUESTS = 200, 3000
CLIENTS = (1, 4)


def main() -> None:
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")
    print("gunicorn, 2 processes of 4 threads, production settings, SQLite; times in ms\n")
    print(f"{'':16}{'clients':>8}{'median':>9}{'p99':>9}{'per second':>12}")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as port:
        for name, path in FLOORS.items():
            for clients in CLIENTS:
                print(f"{name:16}{clients:8}{measure(port, path, clients)}", flush=True)


def measure(port: int, path: str, clients: int) -> str:
    """One line of the table."""
    ask(port, path, WARM_UP)
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [pool.submit(ask, port, path, REQUESTS // clients) for _ in range(clients)]
        times = [t for job in jobs for t in job.result()]
    rate = len(times) / (time.perf_counter() - start)
    p99 = statistics.quantiles(times, n=100)[98]
    return f"{statistics.median(times) * 1e3:9.2f}{p99 * 1e3:9.2f}{rate:12.0f}"


def ask(port: int, path: str, times: int, cookie: str = "") -> list[float]:
    """The seconds that each of so many requests took, on one connection."""
    headers = {"Cookie": cookie} if cookie else {}
    link = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        answer.read()
        taken.append(time.perf_counter() - start)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    link.close()
    return taken


@contextmanager
def server(
    folder: Path, prepare: Callable[[dict[str, str]], None] = lambda env: None
) -> Iterator[int]:
    """gunicorn as `make run` starts it, on a new database in the folder, once it is prepared."""
    from pgx.run.processes import web

    port = free_port()
    env = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "LOG_LEVEL": "WARNING",
    }
    for command in (["migrate", "--noinput"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "-v0"], cwd=ROOT, env=env, check=True
        )
    prepare(env)
    process = subprocess.Popen(web(port), cwd=ROOT, env=env)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    """Return once the server answers."""
    for _ in range(300):
        with suppress(OSError):
            ask(port, "/healthz", 1)
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    main()
