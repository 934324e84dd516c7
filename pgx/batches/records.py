"""Lines of a CSV -> records: one that is broken costs its own line, and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Record:
    """The cells of a record, the lines on which it begins and ends, and what broke it."""

    line: int
    last: int
    cells: list[str]
    fault: str = ""


class Records(Iterator[Record]):
    """The records of a CSV in their order.

    A quote that is never closed takes every line up to the end, or up to the next quote.
    Then the first line alone is broken, and the lines after it are read again by themselves.
    """

    def __init__(self, stream: TextIO) -> None:
        self._lines = _Lines(stream)
        self._reader = csv.reader(self._lines, strict=True)

    def __next__(self) -> Record:
        """The next record; a broken one has a fault and no cells."""
        first = self._lines.begin()
        try:
            cells = next(self._reader)
        except csv.Error as error:
            return Record(first, first, [], self._broken(first, str(error)))
        return Record(first, self._lines.number, cells)

    def give_back(self) -> None:
        """Read the lines of the last record again, without its first one."""
        self._lines.give_back()

    def _broken(self, first: int, error: str) -> str:
        """What broke a record; its lines after the first are read again."""
        last = self._lines.number
        self.give_back()
        if last > first or "unexpected end" in error:
            return unclosed(first)
        if "field limit" in error:
            return f"A cell is longer than {csv.field_size_limit():,} characters."
        return 'A quote (") stands where a cell neither begins nor ends.'


def unclosed(line: int) -> str:
    """What to say of a quote that takes lines which look like rows of their own."""
    return f'A quote (") opens in line {line} and does not close there.'


class _Lines(Iterator[str]):
    """The lines of a file with their number; those of the current record can be given back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._stream)
        self._taken.append(line)
        self.number += 1
        return line

    def begin(self) -> int:
        """Begin a record: the number of its first line."""
        self._taken = []
        return self.number + 1

    def give_back(self) -> None:
        self._ahead.extendleft(reversed(self._taken[1:]))
        self.number -= len(self._taken[1:])
        self._taken = self._taken[:1]
