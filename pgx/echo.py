"""How much of what was sent is said back: enough to find it, not a page of it."""

LONGEST = 100  # characters


def short(text: str) -> str:
    """A text as it is quoted in a message: its beginning, where it is long.

    >>> short("A/G"), len(short("A" * 1000))
    ('A/G', 100)
    """
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
