"""What the names of columns and markers mean, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pgx.assessments.question import find_marker
from pgx.batches.header import CONTROLS, GENOTYPE, MARKER
from pgx.science.knowledge import Knowledge

OF_LONG = (MARKER, GENOTYPE)
BETWEEN = re.compile(r"[\s_.:/-]+")


def meaning(knowledge: Knowledge, name: str, chosen: Mapping[str, str]) -> str:
    """What a name means: a marker or a control as we write them; "" where it is not known."""
    word = chosen.get(name)
    if word is None:
        return _meanings(knowledge).get(_plain(name), "")
    marker = find_marker(knowledge, word)
    return marker.marker if marker else word


def recognised(knowledge: Knowledge, cells: Iterable[str], chosen: Mapping[str, str]) -> int:
    """How many of these are names of columns."""
    return sum(bool(meaning(knowledge, " ".join(cell.split()), chosen)) for cell in cells)


@lru_cache(maxsize=8)
def _meanings(knowledge: Knowledge) -> dict[str, str]:
    """Every way of writing a name, with what it means."""
    found = {word: word for word in (*CONTROLS, *OF_LONG)}
    for marker in knowledge.markers.values():
        for name in (marker.marker, *marker.aliases):
            for written in (name, f"{marker.gene} {name}"):
                found.setdefault(_plain(written), marker.marker)
    return found


def _plain(name: str) -> str:
    """Any case, any sign between words; R writes an X before a digit."""
    plain = BETWEEN.sub("_", name.strip().lower()).strip("_")
    return plain[1:] if re.match(r"x\d", plain) else plain
