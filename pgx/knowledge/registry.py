"""The checks that every release must pass, and the place where other apps add theirs.

A check of rows runs when files are read, and when a curator saves a row of a draft; one of the
whole, which several rows meet together, waits until the draft is published. A check of the
compiled knowledge runs after those and before anything is saved; a slow one only before a draft
is published. What is only told stops nothing: whoever publishes hears what will no longer work.
An app registers its checks in `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pgx.knowledge.errors import Fault
from pgx.knowledge.tables import Table
from pgx.science.knowledge import Knowledge

Rows = Mapping[str, Sequence[Table]]
RowCheck = Callable[[Rows], Iterable[Fault]]
KnowledgeCheck = Callable[[Knowledge], Iterable[Fault]]
Consequence = Callable[[Knowledge, Rows], Iterable[Fault]]
Check = TypeVar("Check", bound=Callable[..., Iterable[Fault]])

# Dictionaries, so that a check registered twice runs once and the order stays.
_of_rows: dict[RowCheck, bool] = {}  # whether it is of the whole
_of_knowledge: dict[KnowledgeCheck, None] = {}
_slow: dict[KnowledgeCheck, None] = {}
_told: dict[Consequence, None] = {}


def register(check: Check) -> Check:
    """Add a check across tables: it takes the rows by table and gives faults. A decorator."""
    _of_rows[check] = False
    return check


def register_whole(check: Check) -> Check:
    """Add a check across tables that no single row can meet: it blocks no saving of a row."""
    _of_rows[check] = True
    return check


def register_compiled(check: Check) -> Check:
    """Add a check that takes the compiled knowledge, for what rows alone cannot show."""
    _of_knowledge[check] = None
    return check


def register_slow(check: Check) -> Check:
    """Add a check of compiled knowledge that takes seconds: only a draft's publication runs it."""
    _slow[check] = None
    return check


def register_told(consequence: Consequence) -> Consequence:
    """Add what is told of knowledge and its rows, and stops no publication. A decorator."""
    _told[consequence] = None
    return consequence


def unregister(check: Callable[..., Iterable[Fault]]) -> None:
    """Take a check out again."""
    _of_rows.pop(check, None)
    _of_knowledge.pop(check, None)
    _slow.pop(check, None)
    _told.pop(check, None)


def row_faults(rows: Rows, whole: bool = True) -> list[Fault]:
    """What the checks of rows find, those of the whole too unless they are left out.

    A check may stumble over what another one reports, so its error counts only where
    nothing was found.
    """
    found: list[Fault] = []
    errors: list[Exception] = []
    for check in [check for check, of_whole in _of_rows.items() if whole or not of_whole]:
        try:
            found.extend(check(rows))
        except Exception as error:  # raised below, or explained by a fault
            errors.append(error)
    if errors and not found:
        raise errors[0]
    return found


def knowledge_faults(knowledge: Knowledge) -> list[Fault]:
    """What the checks of the compiled knowledge find."""
    return [fault for check in _of_knowledge for fault in check(knowledge)]


def slow_faults(knowledge: Knowledge) -> list[Fault]:
    """What the slow checks of the compiled knowledge find."""
    return [fault for check in _slow for fault in check(knowledge)]


def told(knowledge: Knowledge, rows: Rows) -> list[Fault]:
    """What will no longer work with this knowledge, though it can be published."""
    return [fault for consequence in _told for fault in consequence(knowledge, rows)]


def lines(rows: Rows, table: str) -> Iterator[tuple[int, Table]]:
    """The rows of a table, each with the line of its file on which it starts."""
    return ((row.line, row) for row in rows[table])
