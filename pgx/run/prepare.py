"""Before the processes start: one run a folder, a free port, everything up to date."""

import errno
import fcntl
import hashlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DEFAULT_PORT = 8000
PORTS_TO_TRY = 100


class RefusedError(Exception):
    """Raphe cannot start; the message says why and what to do."""


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
    call_command("load_knowledge", "fixtures/knowledge", or_keep=True)
    print("Loading the cases and test items ...", flush=True)
    call_command("load_cases", "fixtures/cases", or_keep=True)
    call_command("load_items", "fixtures/items", or_keep=True)
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
