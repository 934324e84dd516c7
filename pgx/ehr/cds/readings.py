"""What an ordered medicine changes for the drugs that are taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pgx.assessments.answer import ResultAnswer
from pgx.assessments.question import MOST_CO_MEDICATIONS
from pgx.ehr.cds.cards.beside import SAID_ELSEWHERE
from pgx.ehr.cds.cards.parts import WARNS
from pgx.ehr.cds.record import Record
from pgx.science.co_medications import effects_of


@dataclass(frozen=True)
class Change:
    """A drug that is taken, before and after a medicine comes beside it."""

    before: ResultAnswer
    after: ResultAnswer

    @property
    def asks(self) -> bool:
        """Whether the guideline now asks for a change, or nothing may go on."""
        category = self.after.recommendation.category
        return category != self.before.recommendation.category and category in (*WARNS, "stopped")

    @property
    def reads_otherwise(self) -> bool:
        """Whether category or phenotype is another."""
        was, now = self.before, self.after
        return was.recommendation.category != now.recommendation.category or bool(_phenotypes(self))

    @property
    def lines(self) -> list[str]:
        """The category where it is another, phenotypes, and what must be known beside."""
        was, now = self.before.recommendation, self.after.recommendation
        lines = [f"{self.after.name}: {each}." for each in _phenotypes(self)]
        if was.category != now.category:
            text = f"{self.after.name}: {now.category}, not {was.category}. {now.headline}"
            lines.insert(0, text)
        return [*lines, *_flags(self)]


def _phenotypes(change: Change) -> list[str]:
    was = [each.says for each in change.before.enzymes]
    return [each.says for each in change.after.enzymes if each.says and each.says not in was]


def _flags(change: Change) -> list[str]:
    was = [each.message for each in change.before.flags]
    return [
        f"{change.after.name}: {each.message}"
        for each in change.after.flags
        if each.code.startswith("co_medication") and each.code not in SAID_ELSEWHERE
        if each.message not in was
    ]


class Readings:
    """The drugs that are taken, as they read without the draft orders and beside one of them."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def beside(self, name: str) -> list[Change]:
        """What an ordered medicine changes; nothing where it does nothing that we know."""
        record = self.record
        if not record.taken_drugs or name in record.taken or not self._acts(name):
            return []
        changes = (Change(self._before[now.drug], now) for now in self._read((name,)))
        return [change for change in changes if change.lines]

    def _acts(self, name: str) -> bool:
        """Of a drug of ours its own card says what else it does beside another."""
        kinds = {each.kind for each in effects_of(self.record.knowledge, "", (name,))}
        is_drug = name in self.record.knowledge.drugs
        return "inhibits" in kinds if is_drug else kinds != {"not checked"}

    @cached_property
    def _before(self) -> dict[str, ResultAnswer]:
        return {each.drug: each for each in self._read(())}

    def _read(self, more: tuple[str, ...]) -> list[ResultAnswer]:
        taken = (*more, *self.record.taken)[:MOST_CO_MEDICATIONS]
        return self.record.assess(self.record.taken_drugs, taken).results
