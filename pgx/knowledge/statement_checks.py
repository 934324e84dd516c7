"""Checks of what bodies say: words and ranges that can be read, one edition at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register, register_whole
from pgx.knowledge.tables import Table
from pgx.science.knowledge import Interval
from pgx.science.recommendation import ACTIONS, IF_NEEDED

FILE = "guideline_statements.csv"
EDITION = ("body", "document", "drug", "gene_1", "gene_2")


@register
def readable_scores(rows: Rows) -> Iterator[Fault]:
    """Ranges of scores and a body's own activity values can be read."""
    for line, row in lines(rows, "body_phenotypes"):
        if row.by == "score" and not _is_read(Interval.parse, row.value):
            reason = f"{row.value} is no range such as (2.25, 2.5]"
            yield Fault("body_phenotypes.csv", line, "value", reason)
        if row.by == "allele" and not _is_read(float, row.becomes):
            yield Fault("body_phenotypes.csv", line, "becomes", f"{row.becomes} is no number")
    for line, row in lines(rows, "guideline_statements"):
        for column in ("key_1", "key_2"):
            key = getattr(row, column)
            if key.startswith(">") and not _is_read(Interval.parse, key):
                reason = f"{key} is no range such as >2.25"
                yield Fault(FILE, line, column, reason)


def _is_read(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except (ValueError, IndexError):
        return False
    return True


@register
def known_actions(rows: Rows) -> Iterator[Fault]:
    """Every action of a statement is a word that the category is made from."""
    for line, row in lines(rows, "guideline_statements"):
        for action in row.actions:
            if action.removesuffix(IF_NEEDED) not in ACTIONS:
                reason = f"{action} is not an action; known: {', '.join(sorted(ACTIONS))}"
                yield Fault(FILE, line, "actions", reason)


@register_whole
def one_edition(rows: Rows) -> Iterator[Fault]:
    """What one document says of a drug and its genes is of one year, else it would be two."""
    first: dict[tuple[str, ...], Table] = {}
    for line, row in lines(rows, "guideline_statements"):
        name = tuple(getattr(row, column) for column in EDITION)
        known = first.setdefault(name, row)
        if known.year != row.year:
            says = " ".join(filter(None, name))
            reason = f"{says}: rows of {known.year} and of {row.year}; bring the whole edition"
            yield Fault(FILE, line, "year", reason)
