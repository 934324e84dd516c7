"""Reads a knowledge page as its reader does: which row each number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# A number that stands alone: not the digits of a name such as CYP2D6.
DIGITS = r"\d+(?:\.\d+)?(?:e[-+]?\d+)?"
NUMBER = re.compile(rf"(?<![\w.*]){DIGITS}(?!\w)")
# Marks of what is no number of a row: a count of rows, what was asked for, a release, what a
# column means, an axis, what the model of the release gives (tests/web/chain computes it anew).
FREE = ("data-count", "data-asked", "data-release", "data-words", "data-computed")
AXIS = "t-ax"


@dataclass(frozen=True)
class Said:
    """A piece of text, the row that it is of (table/key), and how its numbers were made."""

    text: str
    row: str
    made: str = ""


class Page(HTMLParser):
    """Every piece of text of a reading page that is not marked as no number of a row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[Said] = []
        self.rows: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("data-row"):
            self.rows.add(str(found["data-row"]))
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in VOID:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        inside = [attrs for _, attrs in self.open]
        if not any("data-reading" in attrs for attrs in inside) or not data.strip():
            return
        if any(mark in attrs for attrs in inside for mark in FREE) or self._is_axis(inside):
            return
        rows = [attrs["data-row"] for attrs in inside if attrs.get("data-row")]
        made = [attrs["data-made"] for attrs in inside if attrs.get("data-made")]
        row = str(rows[-1]) if rows else ""
        self.said.append(Said(data.strip(), row, str(made[-1]) if made else ""))

    def _is_axis(self, inside: list[dict[str, str | None]]) -> bool:
        return any(AXIS in (attrs.get("class") or "").split() for attrs in inside)


def numbers_of(texts: Iterator[str]) -> list[float]:
    """Every number in the cells of a row, those inside of words too."""
    return [float(found) for text in texts for found in re.findall(DIGITS, text)]


def stands_in(number: str, row: list[float], made: str) -> bool:
    """Is the number, as it is rounded, one of the row's, or made from one?"""
    turned = {"inverse": lambda x: 1 / x if x else 0.0, "percent": lambda x: 100 * x}
    known = [turned[made](x) for x in row] + row if made else row
    places = 12 if "e" in number else len(number.partition(".")[2])
    near = 0.5 * 10**-places + 1e-9
    return any(abs(float(number) - x) <= near for x in known)
