"""Starting our programs for real, watching them, and counting who is left."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.services import ROOT

PATIENCE_SECONDS = 60


def wait_until(true: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> Any:
    """The first truthy answer; fails with `what` where none comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := true():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get_json(address: str) -> dict[str, Any]:
    """GET an address of this machine."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def post_json(address: str, body: dict[str, Any]) -> dict[str, Any]:
    """POST to an address of this machine."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@dataclass
class Raphe:
    """`python -m pgx.run` in a data folder of its own."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    terminal: int = subprocess.DEVNULL

    def __post_init__(self) -> None:
        kept = {k: os.environ[k] for k in ("PATH", "HOME", "LANG") if k in os.environ}
        env = {**kept, "DATA_DIR": str(self.data), **self.environment}
        self.output = self.data.with_suffix(".log")
        with self.output.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pgx.run"],
                cwd=ROOT, env=env, start_new_session=True,
                stdin=self.terminal, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.family: list[psutil.Process] = []

    def said(self) -> str:
        """Everything printed so far."""
        return self.output.read_text()

    def wait_until_ready(self) -> str:
        """The printed address, once the page answers and every child is there."""
        wait_until(lambda: "Raphe is ready" in self.said() or self.ended(), "ready")
        assert not self.ended(), self.said()
        address = self.said().split("Raphe is ready: ")[1].split()[0]
        everybody_up = lambda: get_json(address + "readyz")["status"] == "ok"  # noqa: E731
        wait_until(everybody_up, "all parts up")
        self.family = psutil.Process(self.process.pid).children(recursive=True)
        return address

    def ended(self) -> bool:
        """Has the runner itself ended?"""
        return self.process.poll() is not None

    def child(self, *words: str) -> psutil.Process:
        """The leading process of the child whose command holds these words."""
        for process in self.family:
            if os.getpgid(process.pid) == process.pid and set(words) <= set(process.cmdline()):
                return process
        raise AssertionError(f"no child with {words}")

    def exit_code(self) -> int:
        """The runner's exit code, once it has one."""
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def left_behind(self) -> list[str]:
        """Who of the family is still there a moment later; empty is right."""
        _, alive = psutil.wait_procs(self.family, timeout=10)
        return [" ".join(process.cmdline()) for process in alive]

    def close(self) -> None:
        """End it whatever its state; only what this object started."""
        if not self.ended():
            self.process.send_signal(signal.SIGTERM)
            self.exit_code()
        for process in self.family:
            if process.is_running():
                process.kill()
