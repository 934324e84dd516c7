"""Beliefs that tests can ask, as many as are wanted."""

from tests.cases.sittings.making import FORMS, publish_item


def publish_beliefs(many: int) -> list[str]:
    """So many beliefs, each with three items for tests and one for review."""
    names = [f"M{number:02}" for number in range(1, many + 1)]
    for name in names:
        for form in (*FORMS, "review"):
            publish_item(name, form)
    return names
