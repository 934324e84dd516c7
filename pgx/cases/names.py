"""The names by which a case speaks of a value: `doubled/occupancy.SERT|ratio`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAIN = "main"
PARTS = ("reference", "ratio", "change", "low", "high")
ALONE = (
    *("exposure", "metabolite", "level", "dose", "drug", "steady_days", "half_effect_week"),
    *("response", "points", "side_effects", "category", "headline", "range"),
)
WITH_MORE = (
    *("side_effects", "occupancy", "station", "course", "contribution"),
    *("phenotype", "genotype", "trace", "person"),
)
RUN = re.compile(r"([a-z][a-z0-9_-]*)/(.+)", re.DOTALL)
ROW = re.compile(r"row ([a-z_]+)/(.+) ([a-z_0-9]+)")
WEEK = re.compile(r"week ([0-9]{1,2})")


class NoSuchName(ValueError):
    """A text names no value; it says why, and `near` is the name."""

    def __init__(self, near: str, reason: str) -> None:
        super().__init__(reason)
        self.near = near


@dataclass(frozen=True)
class Name:
    """A value of a run: which quantity, of what, which part of it, at which week."""

    run: str
    kind: str
    of: str = ""
    part: str = ""
    week: int | None = None


@dataclass(frozen=True)
class RowName:
    """A cell of a row of the knowledge base."""

    table: str
    key: str
    column: str


@lru_cache(maxsize=4096)
def parse(text: str) -> Name | RowName:
    """What a name means. Raises NoSuchName, which says what is wrong."""
    text = " ".join(text.split())
    if text.startswith("row "):
        if not (row := ROW.fullmatch(text)):
            raise NoSuchName(text, "write a cell as: row table/key column")
        return RowName(*row.groups())
    found = RUN.fullmatch(text)
    run, rest = found.groups() if found else (MAIN, text)
    rest, part, week = _endings(rest)
    kind, dot, of = rest.partition(".")
    if kind not in (WITH_MORE if dot else ALONE) or (dot and not of):
        known = ", ".join((*ALONE, *(f"{each}.…" for each in WITH_MORE)))
        says = f"there is no value {text!r}; known: {known}; row table/key column"
        raise NoSuchName(text, says)
    if (kind == "course") != (week is not None):
        says = "a course, and only a course, is read at a week: course.bdnf|week 2"
        raise NoSuchName(text, says)
    return Name(run, kind, of, part, week)


def _endings(text: str) -> tuple[str, str, int | None]:
    """A name without its part and week; a trace node may have bars of its own."""
    part, week = "", None
    while "|" in text:
        rest, _, last = text.rpartition("|")
        if last in PARTS and not part:
            part = last
        elif week is None and (found := WEEK.fullmatch(last)):
            week = int(found[1])
        elif text.startswith("trace."):
            break
        else:
            says = f"{last!r} is no part: use {', '.join(PARTS)} or week N, each once"
            raise NoSuchName(text, says)
        text = rest
    return text, part, week
