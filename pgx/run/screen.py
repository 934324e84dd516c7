"""What is shown: the children's lines, one address, and the cause of the end."""

import re
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress

from honcho.printer import Message, Printer

from pgx.run.children import follow_terminal

ADDRESS = "http://127.0.0.1:{port}/"


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
