"""A table taken out of a draft: each row says where it is from and how it was then.

So a file that comes back writes over no change that its writer did not see, not even over one
that was taken back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts.overlay import rows
from pgx.knowledge.models import Draft
from pgx.knowledge.tables import Table

TAKEN = "taken"  # the column that says it
FORM = re.compile(r"draft (\d+), release (\S+), row ([0-9a-f]{12})-([0-9a-f]{12})")


class Taken(NamedTuple):
    """Of which draft and release a row was taken; the hashes of its name and of its cells."""

    draft: str
    release: str
    name: str
    cells: str

    def __str__(self) -> str:
        return f"draft {self.draft}, release {self.release}, row {self.name}-{self.cells}"


def taken_rows(draft: Draft, table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as cells, with how each was taken. Raises ReleaseUnreadable."""
    for row in rows(draft)[table]:
        yield as_cells(row) | {TAKEN: str(taken(draft, row))}


def taken(draft: Draft, row: Table) -> Taken:
    """How a row is as the draft has it now."""
    return Taken(str(draft.pk), draft.parent.version, name_hash(row.key), _hash(as_cells(row)))


def read_taken(text: str) -> Taken | None:
    """What a row says of itself. Raises ValueError where it is no such text."""
    if not text.strip():
        return None
    if not (found := FORM.fullmatch(text.strip())):
        raise ValueError(text)
    return Taken(*found.groups())


def name_hash(key: str) -> str:
    """A short hash of a row's name, by which a copy of another row is told."""
    return _hash({"key": key})


def _hash(cells: Mapping[str, str]) -> str:
    text = json.dumps(cells, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
