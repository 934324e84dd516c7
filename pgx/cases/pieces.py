"""Texts of a case, cut into words and values, so that a page can mark each value."""

from __future__ import annotations

import re
from typing import NamedTuple

from pgx.cases.schema import HOLE
from pgx.cases.values import Value, Values


class Piece(NamedTuple):
    """Words, or a value; `text` is what a reader sees."""

    text: str
    value: Value | None = None


def pieces(text: str, values: Values) -> tuple[Piece, ...]:
    """A text with its values filled in. Raises LookupError, QuestionRefused."""
    parts = HOLE.split(text)
    found = []
    for words, name in zip(parts[::2], (*parts[1::2], ""), strict=True):
        found.append(Piece(words))
        if name:
            value = values[name.strip()]
            found.append(Piece(value.text, value))
    return tuple(piece for piece in found if piece.text)


def paragraphs(text: str, values: Values) -> list[tuple[Piece, ...]]:
    """A text paragraph by paragraph: an empty line parts them."""
    return [pieces(each, values) for each in re.split(r"\n\s*\n", text.strip())]


def plain(text: str, values: Values) -> str:
    """A text as a reader sees it, without marks."""
    return "".join(piece.text for piece in pieces(text, values))
