"""Where a file's columns are, as the readers of its rows need it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import pyarrow as pa

from pgx.batches.errors import RowError
from pgx.batches.header import CONTROLS, SUBJECT
from pgx.batches.intake.columns import Column
from pgx.batches.parts import part_schema, write_fault

SIGNS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
CLOSE = 'Close the quote (") in this line, or write two of them for one that is meant.'
SHORTEN = "Shorten it."
REMOVE = "Remove it, or save the file as UTF-8 again."


@dataclass(frozen=True)
class Plan:
    """The columns that are read, by what they mean: their name in the file and their place."""

    delimiter: str
    columns: tuple[Column, ...]

    @cached_property
    def controls(self) -> tuple[str, ...]:
        """The controls that the file has, in our order."""
        return tuple(word for word in CONTROLS if word in self._places)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column that is read stands: controls first."""
        beside = [name for name in self._places if name not in CONTROLS]
        return {name: self._places[name] for name in (*self.controls, *beside)}

    @cached_property
    def schema(self) -> pa.Schema:
        """The columns of a table of rows."""
        names = list(self.places)
        return part_schema(self.controls, names[len(self.controls) :])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.meaning: at for at, each in enumerate(self.columns) if each.meaning}

    @cached_property
    def names(self) -> dict[str, str]:
        """How the file writes the name of each column that is read, by what it means."""
        return {name: self.columns[place].name for name, place in self.places.items()}

    def wrong_number(self, cells: int) -> str:
        """The fault of a row with so many cells."""
        message = f"The row has {cells} cells; the header has {len(self.columns)}."
        hint = f"Quote a cell that contains {SIGNS[self.delimiter]}."
        return fault("", "", "wrong_number_of_cells", message, hint)

    def no_subject(self) -> str:
        """The fault of a row without a subject."""
        hint = "Give each row a code, such as S001."
        return fault(self.names[SUBJECT], "", "no_subject", "The row has no subject.", hint)


def unreadable(message: str) -> str:
    """The fault of a row that cannot be taken apart."""
    hint = SHORTEN if "longer" in message else REMOVE if "control" in message else CLOSE
    return fault("", "", "unreadable_row", message, hint)


@lru_cache(maxsize=1024)
def fault(column: str, value: str, code: str, message: str, hint: str) -> str:
    """A fault as it stands in a part."""
    return write_fault(RowError(0, column, value, code, message, hint))
