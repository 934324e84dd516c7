"""What can be wrong with an uploaded file."""

from dataclasses import dataclass


class FileRefused(Exception):
    """The file cannot be used at all; the message says why and what to do."""


@dataclass(frozen=True)
class RowError:
    """A row that is not in the results: where, what, and what would be right."""

    line: int
    column: str
    value: str
    code: str
    message: str
    hint: str
