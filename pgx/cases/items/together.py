"""What all items together must have, and the numbers that say how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pgx.cases.ground import Ground
from pgx.cases.items.cues import CHANCE, OVER_CHANCE, scores
from pgx.cases.pieces import plain
from pgx.cases.schema import Item, ItemFile
from pgx.cases.values import values_of


@dataclass(frozen=True)
class Together:
    """The items of all files that hold, against a release."""

    files: Sequence[ItemFile]
    ground: Ground

    @property
    def items(self) -> list[Item]:
        """The items, file by file."""
        return [item for each in self.files for item in each.items]

    @cached_property
    def scores(self) -> dict[str, float]:
        """How often a player who goes by a cue is right."""
        return scores([(item, _read(item, self.ground)) for item in self.items])

    @cached_property
    def without_items(self) -> list[str]:
        """The misconceptions that no file asks for."""
        known = [str(row["misconception"]) for row in self.ground.table("misconceptions")]
        asked = {each.belief for each in self.files}
        return [belief for belief in known if belief not in asked]

    def missing(self) -> Iterator[str]:
        """What is not met, a sentence each."""
        if self.without_items:
            yield f"no items that hold for {', '.join(self.without_items)}"
        for player, score in self.scores.items():
            if score > CHANCE + OVER_CHANCE:
                most = f"at most {CHANCE + OVER_CHANCE:.0%} is asked"
                yield f"whoever takes the {player} option is right in {score:.0%}: {most}"


def _read(item: Item, ground: Ground) -> list[str]:
    values = values_of(item, ground)
    return [plain(option.text, values) for option in item.options]
