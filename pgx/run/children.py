"""No child is left behind, however this ends."""

import multiprocessing
import os
import signal
import sys
import termios
import threading
import time
from contextlib import suppress
from typing import Any

from honcho import process

GRACE_SECONDS = 4


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
