"""Beliefs that tests can ask: the small items of one belief, told of others."""

from pgx.cases.items.publishing import publish
from pgx.cases.reading import read_as
from pgx.cases.schema import ItemFile
from tests.cases.items.making import SMALL


def publish_beliefs(many: int) -> list[str]:
    """So many beliefs with their items, published."""
    text = (SMALL / "M01.yaml").read_text()
    names = [f"M{number:02}" for number in range(1, many + 1)]
    for name in names:
        other = text.replace("M01", name).replace("m01-", f"{name.lower()}-")
        publish(read_as(ItemFile, f"{name}.yaml", other.encode())[2])
    return names
