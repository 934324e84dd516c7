"""Checks of the validation table: each row can be computed, and has the band it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register
from pgx.knowledge.tables import Table
from pgx.science.quantities import QUANTITIES

FILE = "observations.csv"
ENDS = {"within": {"low", "high"}, "above": {"low"}, "below": {"high"}}


@register
def observations_that_can_be_computed(rows: Rows) -> Iterator[Fault]:
    """A quantity that the code has, drugs of the release, people as they are written."""
    drugs = {row.drug for row in rows["drugs"]}
    names = {row.modifier for row in rows["modifiers"]} | {row.gene for row in rows["genes"]}
    for line, row in lines(rows, "observations"):
        if row.quantity not in QUANTITIES:
            known = ", ".join(sorted(QUANTITIES))
            yield Fault(FILE, line, "quantity", f"{row.quantity} is not computed; known: {known}")
        for drug in row.drugs:
            if drug not in drugs:
                yield Fault(FILE, line, "drugs", f"{drug} is not in drugs.csv")
        yield from _words(line, row, names)


def _words(line: int, row: Table, names: set[str]) -> Iterator[Fault]:
    for word in row.given:
        if "=" not in word:
            yield Fault(FILE, line, "given", f"{word} is not name=value")
    for column in ("people", "against"):
        for change in (each for person in getattr(row, column) for each in person.split("+")):
            name, equals, value = (part.strip() for part in change.partition("="))
            if not equals or not value or name not in names:
                reason = f"{change.strip()} is no modifier=count or gene=phenotype"
                yield Fault(FILE, line, column, reason)


@register
def bands_of_observations(rows: Rows) -> Iterator[Fault]:
    """A band has exactly the ends that its relation speaks of."""
    for line, row in lines(rows, "observations"):
        has = {end for end in ("low", "high") if getattr(row, end) is not None}
        if has != ENDS[row.relation]:
            wanted = " and ".join(sorted(ENDS[row.relation], reverse=True))
            yield Fault(FILE, line, "relation", f"{row.relation} needs {wanted} and nothing else")
