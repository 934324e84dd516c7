"""Lines -> records with quotes: one that is broken costs its own line, and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from pgx.batches.intake.lines import LONGEST

MOST_LINES = 100  # that a record may span
UNCLOSED = 'A quote (") opens in this line and does not close there.'
TOO_LONG = f"The line is longer than {LONGEST:,} bytes."
CONTROL = "\x00", "\x1f"  # no text has them, and the second is ours: parts.AND_ALSO


@dataclass(frozen=True)
class Record:
    """The cells of a record, the place of its first line, its lines, and what broke it."""

    place: int
    lines: int
    cells: list[str]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether its line has nothing in it."""
        return not self.fault and len(self.cells) < 2 and not "".join(self.cells).strip()


class Records(Iterator[Record]):
    """The records of a block of lines, in their order.

    A quote that is never closed takes every line up to the end, or up to the next quote.
    Then the first line alone is broken, and the lines after it are read again by themselves.
    Where the block is not the last one, a record that the end of the block cuts off is not
    read: `rest` has its lines.
    """

    def __init__(self, block: bytes, delimiter: str, is_last: bool) -> None:
        text = block.decode()
        self._has_control = any(sign in text for sign in CONTROL)
        self._lines = _Lines(list(io.StringIO(text, newline="\n")))
        self._is_last = is_last
        self._reader = csv.reader(
            self._lines, delimiter=delimiter, strict=True, skipinitialspace=True
        )

    def __next__(self) -> Record:
        """The next record; a broken one has a fault and no cells."""
        line = self._lines.begin()
        if is_too_long(line):
            return self._broken(TOO_LONG)
        try:
            cells = next(self._reader)
        except csv.Error as error:
            return self._of_error(str(error))
        if self._has_control and self._lines.have_control():
            return self._broken("The line has a control character, which no text has.")
        return Record(self._lines.first, self._lines.taken, cells)

    def give_back(self) -> None:
        """Read the lines of the last record again, without its first one."""
        self._lines.at = self._lines.first + 1

    def rest(self) -> bytes:
        """The lines that are not read."""
        return "".join(self._lines.lines[self._lines.at :]).encode()

    def _of_error(self, error: str) -> Record:
        lines, is_open = self._lines, "unexpected end" in error
        if is_open and not self._is_last and lines.is_at_end and lines.taken < MOST_LINES:
            lines.at = lines.first
            raise StopIteration
        if lines.taken > 1 or is_open:
            return self._broken(UNCLOSED)
        if "field limit" in error:
            return self._broken(f"A cell is longer than {csv.field_size_limit():,} characters.")
        return self._broken('A quote (") stands where a cell neither begins nor ends.')

    def _broken(self, fault: str) -> Record:
        self.give_back()
        return Record(self._lines.first, 1, [], fault)


class _Lines(Iterator[str]):
    """Lines, of which a record takes some; what it took can be given back by setting `at`."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.first = self.at = 0

    @property
    def taken(self) -> int:
        return self.at - self.first

    @property
    def is_at_end(self) -> bool:
        return self.at == len(self.lines)

    def have_control(self) -> bool:
        """Whether the record's lines have a character that no text has."""
        return any(sign in line for line in self.lines[self.first : self.at] for sign in CONTROL)

    def begin(self) -> str:
        """Begin a record: its first line. Raises StopIteration where there is none."""
        if self.is_at_end:
            raise StopIteration
        self.first = self.at
        return self.lines[self.at]

    def __next__(self) -> str:
        """The record's next line, while it may have more."""
        if self.is_at_end or self.taken == MOST_LINES:
            raise StopIteration
        line = self.lines[self.at]
        if self.taken and is_too_long(line):
            raise StopIteration
        self.at += 1
        return line


def is_too_long(line: str) -> bool:
    """Whether a line has more bytes than are read; its line feed does not count."""
    return len(line) > LONGEST // 4 and len(line.encode()) > LONGEST + 1
