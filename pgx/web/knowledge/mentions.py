"""What else speaks of a gene or a marker: controversies, misconceptions, claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge.library import Library


def controversies(library: Library, column: str, name: str) -> list[Entry]:
    """What one may hear of it; `column` is `genes` or `markers`."""
    return [row for row in library.all("controversies") if name in row.values[column]]


def misconceptions(library: Library, heard: Iterable[Entry], names: Iterable[str]) -> list[Entry]:
    """The beliefs that controversies name, and those that speak of it."""
    named = {key for row in heard for key in row.values["misconceptions"]}
    spoken = {row.key for row in _speaking(library, "misconceptions", names)}
    return [row for row in library.all("misconceptions") if row.key in named | spoken]


def claims(library: Library, names: Iterable[str]) -> list[Entry]:
    """The claims of the founding documents that speak of it."""
    return _speaking(library, "claims", names)


def _speaking(library: Library, table: str, names: Iterable[str]) -> list[Entry]:
    """The rows of a table in which one of the names stands as a word."""
    either = "|".join(re.escape(name.casefold()) for name in names)
    word = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    return [row for row in library.all(table) if word.search(row.text)]
