"""Checks of what is told of the literature: which way studies point, what one may hear."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register
from pgx.knowledge.tables import Table

DIRECTIONS = "association_directions.csv"
CONTROVERSIES = "controversies.csv"
RATIOS = ("OR", "RR", "ratio")
NAMED = {name: name for name in ("genes", "markers", "misconceptions")} | {"also": "references"}


@register
def directions_of_associations(rows: Rows) -> Iterator[Fault]:
    """A direction is of an association and says no more of its source than that does."""
    known = {row.key: row for row in rows["associations"]}
    genes = {row.marker: row.gene for row in rows["markers"]}
    for line, row in lines(rows, "association_directions"):
        published = known.get(row.association)
        if not published:
            reason = f"{row.association} is not in associations.csv"
            yield Fault(DIRECTIONS, line, "association", reason)
            continue
        if row.marker and genes.get(row.marker) != published.gene:
            reason = f"{row.marker} is no marker of {published.gene}"
            yield Fault(DIRECTIONS, line, "marker", reason)
        for column in ("reference", "confidence"):
            wanted = getattr(published, column)
            if getattr(row, column) != wanted:
                yield Fault(DIRECTIONS, line, column, f"the association has {wanted}")
        yield from _drawing(line, row, published)


def _drawing(line: int, row: Table, published: Table) -> Iterator[Fault]:
    """What is drawn is a ratio with two sides; what is not says why."""
    is_drawn = row.turn != "not drawn"
    if is_drawn != bool(row.left and row.right) or is_drawn == bool(row.why_not_drawn):
        reason = "give left and right where it is drawn, else why_not_drawn"
        yield Fault(DIRECTIONS, line, "turn", reason)
    if is_drawn and not _is_ratio(published):
        reason = f"{published.effect_type} {published.estimate} is no ratio above 0"
        yield Fault(DIRECTIONS, line, "turn", reason)


def _is_ratio(published: Table) -> bool:
    ends = (published.ci_low, published.ci_high)
    try:
        numbers = [float(published.estimate), *(end for end in ends if end is not None)]
    except ValueError:
        return False
    return published.effect_type in RATIOS and min(numbers) > 0


@register
def one_way_a_marker(rows: Rows) -> Iterator[Fault]:
    """All that is drawn of a marker has the same left and right."""
    sides: dict[str, tuple[str, str]] = {}
    for line, row in lines(rows, "association_directions"):
        if not row.marker or row.turn == "not drawn":
            continue
        left, right = sides.setdefault(row.marker, (row.left, row.right))
        if (row.left, row.right) != (left, right):
            reason = f"another row of {row.marker} has {left} and {right}"
            yield Fault(DIRECTIONS, line, "right", reason)


@register
def controversies_about_something(rows: Rows) -> Iterator[Fault]:
    """What a controversy names exists, its further references too."""
    for column, table in NAMED.items():
        yield from _unknown(rows, column, table)


def _unknown(rows: Rows, column: str, table: str) -> Iterator[Fault]:
    known = {row.key for row in rows[table]}
    for line, row in lines(rows, "controversies"):
        for name in getattr(row, column):
            if name not in known:
                yield Fault(CONTROVERSIES, line, column, f"{name} is not in {table}.csv")
