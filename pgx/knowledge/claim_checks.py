"""Checks of what the founding documents claim: sources that exist, places that exist."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register

FILE = "claims.csv"


@register
def claims_with_sources(rows: Rows) -> Iterator[Fault]:
    """Every source of a claim exists, and a claim that was checked has one."""
    known = {row.key for row in rows["references"]}
    for line, row in lines(rows, "claims"):
        for reference in row.references:
            if reference not in known:
                yield Fault(FILE, line, "references", f"{reference} is not in references.csv")
        if not row.references and row.verdict != "not checkable":
            yield Fault(FILE, line, "references", f"{row.verdict}, but by no source")


@register
def claims_in_the_model(rows: Rows) -> Iterator[Fault]:
    """A claim lives in modules and parameters that exist, or says why it lives in none."""
    symbols = {row.symbol for row in rows["parameters"]}
    for line, row in lines(rows, "claims"):
        if bool(row.lives_in) == bool(row.why_not):
            yield Fault(FILE, line, "why_not", "fill exactly one of lives_in and why_not")
        for place in row.lives_in:
            module, _, named = place.partition(": ")
            if not module.isidentifier() or not find_spec(f"pgx.science.{module}"):
                yield Fault(FILE, line, "lives_in", f"pgx/science has no module {module}")
            for symbol in sorted({*filter(None, named.split(", "))} - symbols):
                yield Fault(FILE, line, "lives_in", f"{symbol} is not in parameters.csv")
