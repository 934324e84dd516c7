"""What tables are called, and what they hold."""

from functools import cache

from pgx.knowledge.tables import TABLES

CAPITALS = {"sert": "SERT"}


@cache
def title(table: str) -> str:
    """`drug_values` as a reader calls it: Drug values."""
    words = " ".join(CAPITALS.get(word, word) for word in table.split("_"))
    return words[0].upper() + words[1:]


@cache
def about(table: str) -> str:
    """What a row of the table is: the first sentence of its model."""
    return (TABLES[table].__doc__ or "").strip().partition("\n")[0]
