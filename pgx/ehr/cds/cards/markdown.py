"""Markdown of cards: what others wrote is shown as it is, and lists are never long."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 400  # characters of a line
MOST_LINES = 12
# What GitHub's Markdown reads as its own: marks, addresses, and how a list begins.
MARKS = re.compile(r"([\\`*_\[\]<>#|~!&@])|(?<=:)(/(?=/))|(?<=www)(\.)|^([-+=]|\d+(?=[.)]))")


def plain(text: str) -> str:
    r"""Text that Markdown shows as it is: star alleles are no emphasis, nothing is a tag or link.

    >>> plain("*1/*2 <b>"), plain("- see https://b")
    ('\\*1/\\*2 \\<b\\>', '\\- see https:\\//b')
    """
    words = " ".join(text.split())
    shown = "".join(letter for letter in words if letter.isprintable())
    return MARKS.sub(_marked, shown)


def cut(text: str) -> str:
    """The beginning of a line that others filled."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _marked(found: re.Match[str]) -> str:
    """A number that would begin a list keeps its point from doing so."""
    text = found[0]
    return f"&#{ord(text[0])};{text[1:]}" if text.isdigit() else f"\\{text}"


def listed(lines: Iterable[str], most: int = MOST_LINES) -> str:
    """Lines as a list, each once; of many, how many more there are."""
    every = [plain(line) for line in dict.fromkeys(lines) if line]
    shown = every[:most]
    if len(every) > len(shown):
        shown.append(f"{len(every) - len(shown)} more are not listed here.")
    return "\n".join(f"- {line}" for line in shown)


def joined(parts: Iterable[str]) -> str:
    """Paragraphs; those that are empty are left out."""
    return "\n\n".join(part for part in parts if part)
