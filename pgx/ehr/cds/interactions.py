"""An MAO inhibitor beside a serotonergic drug that we know: what must not be missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pgx.science.co_medications import MAO_INHIBITOR, effects_of, has_effect
from pgx.science.knowledge import Knowledge

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
        return "contraindicated (MAO inhibitor)" if self.is_drug else NOT_CHECKED

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
    inhibitors = [name for name in every if has_effect(knowledge, name, MAO_INHIBITOR)]
    return [
        clash
        for inhibitor in inhibitors
        for other in every
        if other != inhibitor and (clash := _clash(knowledge, inhibitor, other))
    ]


def inhibitors_alone(
    knowledge: Knowledge, names: Iterable[str], clashes: Iterable[Clash]
) -> list[str]:
    """A sentence on each MAO inhibitor among these medicines that clashes with none that is seen.

    What it must not stand beside is still to be said: not every medicine may have been seen.
    """
    told = {each.inhibitor for each in clashes}
    alone = [n for n in names if has_effect(knowledge, n, MAO_INHIBITOR) and n not in told]
    return [f"{name} is an MAO inhibitor. {_warning(knowledge, MAO_INHIBITOR)}" for name in alone]


def _clash(knowledge: Knowledge, inhibitor: str, other: str) -> Clash | None:
    if any(each.kind == "stops" for each in effects_of(knowledge, other, (inhibitor,))):
        return Clash(inhibitor, other, True, _warning(knowledge, MAO_INHIBITOR))
    if has_effect(knowledge, other, "serotonergic"):
        return Clash(inhibitor, other, False, _warning(knowledge, "serotonergic"))
    return None


def _warning(knowledge: Knowledge, about: str) -> str:
    """What the knowledge base says of every medicine of this kind."""
    return " ".join(each.text for each in knowledge.cautions_about("caution", about))
