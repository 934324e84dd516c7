"""Checks of what a modifier's effect can be solved for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register

FILE = "evidence_targets.csv"


@register
def evidence_that_can_be_solved_for(rows: Rows) -> Iterator[Fault]:
    """A target moves parameters that exist, around no effect, between two genotypes."""
    symbols = {row.symbol for row in rows["parameters"]}
    for line, row in lines(rows, "evidence_targets"):
        for symbol in sorted(set(row.symbols) - symbols):
            yield Fault(FILE, line, "symbols", f"{symbol} is not in parameters.csv")
        if not row.low < 0 < row.high:
            yield Fault(FILE, line, "low", "0 is not inside low to high")
        if row.count == row.against:
            yield Fault(FILE, line, "against", "compares a count with itself")


@register
def evidence_of_the_own_gene(rows: Rows) -> Iterator[Fault]:
    """The associations of a target exist, and are about the modifier's gene."""
    about = {row.association: row.gene for row in rows["associations"]}
    genes = {row.modifier: row.gene for row in rows["modifiers"]}
    for line, row in lines(rows, "evidence_targets"):
        if row.null_by and row.null_by not in about:
            yield Fault(FILE, line, "null_by", f"{row.null_by} is not in associations.csv")
        for column in ("association", "null_by"):
            found = getattr(row, column)
            if found in about and about[found] != genes.get(row.modifier):
                yield Fault(FILE, line, column, f"{found} is about {about[found]}")


@register
def readable_odds_ratios(rows: Rows) -> Iterator[Fault]:
    """An odds ratio that something is solved for is a number above 0."""
    wanted = {name for row in rows["evidence_targets"] for name in (row.association, row.null_by)}
    for line, row in lines(rows, "associations"):
        is_ratio = row.association in wanted and row.effect_type == "OR" and row.estimate
        if is_ratio and not _is_positive(row.estimate):
            reason = f"{row.estimate} is no odds ratio"
            yield Fault("associations.csv", line, "estimate", reason)


def _is_positive(text: str) -> bool:
    try:
        return 0 < float(text) < math.inf
    except ValueError:
        return False
