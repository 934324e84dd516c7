"""The trace: from the recommendation down to each knowledge row."""

from __future__ import annotations

from typing_extensions import TypedDict

from pgx.science.knowledge import Confidence

Value = float | str | list[float | None] | None


class TraceSource(TypedDict):
    """Where a leaf's number stands."""

    row: str
    """Address of the knowledge row."""
    reference: str
    """Key of its reference."""


class TraceNode(TypedDict):
    """One value, and what it was computed from."""

    id: str
    """The node's name within this trace."""
    label: str
    """What it is."""
    unit: str
    """The unit of its values; `-` for a value without one."""
    formula: str
    """How it is computed from its children, in words; empty for a leaf."""
    children: list[str]
    """Ids of the nodes that it is computed from; they stand before it. Empty for a leaf."""
    source: TraceSource | None
    """The knowledge row of a leaf; null for what is computed or given."""
    rows: list[str]
    """Addresses of further knowledge rows that it rests on: alleles, statements."""
    value: Value
    """The person's, in `unit`: a number, a word, or a number for each day or domain; null where
    there is none."""
    reference_value: Value
    """The reference patient's, of the same form; null where there is none."""
    confidence: Confidence | None
    """The weakest confidence of what is below; null where nothing below has one."""
