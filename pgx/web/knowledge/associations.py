"""Published associations of a variant, each with what is known of its direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pgx.knowledge.catalogue import Entry
from pgx.knowledge.tables import DirectionRow
from pgx.rounding import show
from pgx.web.charts.forest import Ratio, turned
from pgx.web.knowledge.library import Library

NOT_DRAWN = "not drawn"
QUESTIONS = get_args(DirectionRow.model_fields["question"].annotation)


@dataclass(frozen=True)
class Study:
    """An association with what is known of its direction, or the model's own ratio.

    `entry` is the row that its numbers are of, `direction` how they are turned.
    """

    entry: Entry
    direction: Entry
    ratio: Ratio | None = None

    @property
    def is_turned(self) -> bool:
        """Is the ratio shown the other way round?"""
        return bool(self.direction.values["turn"] == "inverted")

    @property
    def question(self) -> str:
        """What was asked."""
        return str(self.direction.values["question"])

    @property
    def published(self) -> str:
        """The number as it is published: kind, size, interval, p value."""
        values = self.entry.values
        kind = values["effect_type"] if values["estimate"] else ""
        low, high = values["ci_low"], values["ci_high"]
        interval = "" if low is None else f"({show(low)} to {show(high)})"
        p_value = values["p_value"]
        p_text = f"p {p_value}" if p_value[:1].isdigit() or p_value[:1] in ("<", ">") else p_value
        size = " ".join(filter(None, (kind, values["estimate"], interval)))
        return ", ".join(filter(None, (size, p_text)))

    @property
    def asked(self) -> str:
        """Of whom, with which drug, how many."""
        values = self.entry.values
        parts = (values[name] for name in ("outcome", "drug", "population", "n"))
        return "; ".join(part for part in parts if part)


def directions(library: Library, marker: str) -> list[Entry]:
    """How the studies of a marker are drawn."""
    return library.where("association_directions", marker=marker)


def others(library: Library, gene: str) -> dict[str, list[Entry]]:
    """How the studies of a gene's other variants are drawn, by variant."""
    found: dict[str, list[Entry]] = {}
    for direction in directions(library, ""):
        published = library.row(f"associations/{direction.key}")
        if published and published.values["gene"] == gene:
            found.setdefault(published.values["variant"], []).append(direction)
    return found


def associations(library: Library, rows: Sequence[Entry]) -> list[Study]:
    """The associations of these directions, question by question."""
    found = filter(None, (_study(library, row) for row in rows))
    return sorted(found, key=lambda study: QUESTIONS.index(study.question))


def _study(library: Library, direction: Entry) -> Study | None:
    published = library.row(f"associations/{direction.key}")
    if not published:
        return None
    if direction.values["turn"] == NOT_DRAWN:
        return Study(published, direction)
    values = published.values
    interval = None if values["ci_low"] is None else (values["ci_low"], values["ci_high"])
    value = float(values["estimate"])
    if direction.values["turn"] == "inverted":
        value, interval = turned(value, interval)
    is_sure = values["confidence"] == "verified"
    kind = direction.values["design"]
    return Study(published, direction, Ratio(values["reference"], value, interval, kind, is_sure))
