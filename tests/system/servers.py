"""gunicorn as `make run` starts it, and a worker, on a test's own databases."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.request import urlopen

from pgx.run.processes import web
from tests.services import ROOT
from tests.system.processes import free_port, wait_until


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server that answers; it is ended, and must end well."""
    port = free_port()
    process = subprocess.Popen(web(port), cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(address), "an answer of the server")
        yield address
    finally:
        process.terminate()
        code = process.wait(timeout=30)
    assert code == 0


@contextmanager
def working(environment: dict[str, str]) -> Iterator[None]:
    """A worker of one process; it is ended, and must end well."""
    command = [sys.executable, "-m", "celery", "-q", "-A", "pgx.celery", "worker", "-c1"]
    process = subprocess.Popen([*command, "-lWARNING"], cwd=ROOT, env=environment)
    try:
        yield
    finally:
        process.terminate()
        code = process.wait(timeout=30)
    assert code == 0


def answers(address: str) -> bool:
    """Whether a server answers there."""
    with suppress(OSError):
        return urlopen(f"{address}/healthz", timeout=5).status == 200
    return False
