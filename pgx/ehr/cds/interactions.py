"""An MAO inhibitor beside a serotonergic drug that we know: what must not be missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pgx.science.co_medications import effects_of
from pgx.science.knowledge import Knowledge

CONTRAINDICATED = "an MAO inhibitor beside it is contraindicated"
NOT_CHECKED = "an MAO inhibitor beside a serotonergic medicine"


@dataclass(frozen=True)
class Clash:
    """An MAO inhibitor, and a drug of ours that it stops or a serotonergic medicine."""

    inhibitor: str
    other: str
    is_drug: bool
    warning: str  # what the knowledge base says of such a pair

    @property
    def short(self) -> str:
        """For a summary."""
        return "stopped, contraindicated (MAO inhibitor)" if self.is_drug else NOT_CHECKED

    @property
    def says(self) -> str:
        """The reason, first of all."""
        if self.is_drug:
            said = "contraindicated in every label. Nothing is modelled."
        else:
            said = f"{self.other} is serotonergic, and the two together were not checked here."
        return f"{self.inhibitor} is an MAO inhibitor. Beside {self.other}: {said} {self.warning}"

    def other_than(self, name: str) -> str:
        """The other one of the two."""
        return self.other if name == self.inhibitor else self.inhibitor

    def names(self, name: str) -> bool:
        """Whether it is about this medicine."""
        return name in (self.inhibitor, self.other)


def find_clashes(knowledge: Knowledge, names: Iterable[str]) -> list[Clash]:
    """Every pair among these medicines, in their order."""
    every = list(dict.fromkeys(names))
    inhibitors = [name for name in every if _acts(knowledge, name, "mao_inhibitor")]
    return [
        clash
        for inhibitor in inhibitors
        for other in every
        if other != inhibitor and (clash := _clash(knowledge, inhibitor, other))
    ]


def _clash(knowledge: Knowledge, inhibitor: str, other: str) -> Clash | None:
    if any(each.kind == "stops" for each in effects_of(knowledge, other, (inhibitor,))):
        return Clash(inhibitor, other, True, _warning(knowledge, "mao_inhibitor"))
    if _acts(knowledge, other, "serotonergic"):
        return Clash(inhibitor, other, False, _warning(knowledge, "serotonergic"))
    return None


def _acts(knowledge: Knowledge, name: str, effect: str) -> bool:
    rows = knowledge.co_medications
    return any(row.effect == effect for row in rows if row.name == name)


def _warning(knowledge: Knowledge, about: str) -> str:
    """What the knowledge base says of every medicine of this kind."""
    return " ".join(each.text for each in knowledge.cautions_about("caution", about))
