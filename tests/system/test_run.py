"""`make run`, for real: it serves, and however it ends nothing is left behind."""

import os
import pty
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.system.processes import Raphe, free_port, wait_until

pytestmark = pytest.mark.system


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder and the output of a run in an empty folder, which takes longest."""
    data = tmp_path_factory.mktemp("first") / "data"
    running = Raphe(data, {"PORT": str(free_port())})
    running.wait_until_ready()
    running.close()
    return data, running.said()


@pytest.fixture
def data(tmp_path: Path, first_run: tuple[Path, str]) -> Path:
    """A copy of the data folder of the first run, to save time."""
    return shutil.copytree(first_run[0], tmp_path / "data")


@pytest.fixture
def raphe(data: Path) -> Iterator[Raphe]:
    running = Raphe(data, {"PORT": str(free_port())})
    yield running
    running.close()


def test_it_serves_the_page_and_says_so_once(raphe: Raphe) -> None:
    address = raphe.wait_until_ready()
    with urlopen(address, timeout=10) as page:
        assert page.status == 200
        assert b"<html" in page.read()
    assert raphe.said().count("http://") == 1
    assert "WARNING" not in raphe.said()
    assert "Traceback" not in raphe.said()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("worker", ("celery", "worker")),
        ("scheduler", ("celery", "beat")),
        ("web", ("gunicorn",)),
        ("broker", ()),
    ],
)
def test_a_killed_child_ends_all_and_is_named(
    raphe: Raphe, name: str, words: tuple[str, ...]
) -> None:
    raphe.wait_until_ready()
    find = raphe.child(*words) if words else broker_of(raphe)
    find.kill()
    assert raphe.exit_code() == 1
    assert f"because the {name} process ended (signal SIGKILL)" in raphe.said()
    assert raphe.left_behind() == []


def broker_of(raphe: Raphe):
    """The Valkey server."""
    return next(process for process in raphe.family if process.name() == "valkey-server")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_child(raphe: Raphe, number: signal.Signals) -> None:
    raphe.wait_until_ready()
    # A terminal signals the whole foreground group: the runner and honcho's relays.
    os.killpg(raphe.process.pid, number)
    assert raphe.exit_code() in (130, 143)
    assert "Raphe has stopped." in raphe.said()
    assert "Traceback" not in raphe.said()
    assert raphe.left_behind() == []


def test_a_closed_terminal_ends_it_even_where_nobody_sends_a_signal(data: Path) -> None:
    ours, theirs = pty.openpty()
    raphe = Raphe(data, {"PORT": str(free_port())}, terminal=theirs)
    os.close(theirs)
    try:
        raphe.wait_until_ready()
        os.close(ours)
        assert raphe.exit_code() == 143
        assert raphe.left_behind() == []
    finally:
        raphe.close()


def test_even_a_killed_runner_leaves_nobody(raphe: Raphe) -> None:
    raphe.wait_until_ready()
    raphe.process.kill()
    raphe.exit_code()
    assert raphe.left_behind() == []


def test_a_second_run_in_the_same_folder_says_where_the_first_is(
    raphe: Raphe, data: Path, tmp_path: Path
) -> None:
    address = raphe.wait_until_ready()
    link = tmp_path / "link"
    link.symlink_to(data)
    second = Raphe(link)
    assert second.exit_code() == 1
    assert f"already runs from this folder: {address}" in second.said()
    assert not raphe.ended()


def test_a_first_start_shows_the_passwords_and_a_second_one_does_not(
    first_run: tuple[Path, str],
) -> None:
    folder, said = first_run
    assert "administrator" in said
    assert "Traceback" not in said
    second = Raphe(folder, {"PORT": str(free_port())})
    try:
        second.wait_until_ready()
        assert "administrator" not in second.said()
        assert "Collecting" not in second.said()
    finally:
        second.close()


def test_a_busy_port_that_was_asked_for_is_an_error(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = Raphe(data, {"PORT": str(port)})
        assert refused.exit_code() == 1
        assert f"Port {port} is in use" in refused.said()
        assert "Traceback" not in refused.said()


def test_a_port_that_is_none_is_an_error(data: Path) -> None:
    refused = Raphe(data, {"PORT": "eighty"})
    assert refused.exit_code() == 1
    assert "PORT=eighty is not a port number" in refused.said()


def test_the_usual_port_busy_means_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from pgx.run import prepare as run

    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(run, "is_free", lambda port: port == run.DEFAULT_PORT + 2)
    assert run.pick_port() == run.DEFAULT_PORT + 2


def test_a_refused_preparation_is_one_line(data: Path, tmp_path: Path) -> None:
    broken = Raphe(data, {"PORT": str(free_port()), "DATABASE_URL": f"sqlite:///{tmp_path}/no/db"})
    assert wait_until(broken.ended, "an end")
    assert broken.exit_code() == 1
