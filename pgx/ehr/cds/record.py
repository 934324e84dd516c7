"""The record of a call in our own terms: genotypes, medicines, and whether a test was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess
from pgx.assessments.question import MOST_CO_MEDICATIONS, Question, Regimen
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.genetics import Genetics, read_genetics
from pgx.ehr.cds.unseen import NAMES
from pgx.ehr.reading.declared import MedicationRequest, MedicationStatement, Observation
from pgx.ehr.reading.genotypes import Genotypes, read_genotypes
from pgx.ehr.reading.medications import Medications, known_first, read_medications
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation

DRAFT = "draft"  # an order of the record that is not signed: nobody takes it
MORE = "{}: its further pages were not read."


@dataclass(frozen=True)
class Record:
    """What is on file.

    `taken` are the medicines of the record, `ordered` those of the draft orders: a drug of ours
    by its key, another by its name.
    """

    knowledge: Knowledge
    genotypes: dict[str, str]
    orientation: dict[str, Orientation]  # of markers whose strand is declared
    conflicts: dict[str, str]  # by marker
    ended_inhibitors: dict[str, str]  # MAO inhibitors that ended, with what is said of each
    taken: tuple[str, ...]
    ordered: tuple[str, ...]
    unread: list[str]
    genetics: Genetics

    @property
    def beside(self) -> tuple[str, ...]:
        """Every medicine, those that we know first: as many as can be asked with."""
        every = dict.fromkeys((*self.ordered, *self.taken))
        return tuple(known_first(self.knowledge, every))[:MOST_CO_MEDICATIONS]

    def assess(self, regimens: Iterable[Regimen], beside: tuple[str, ...]) -> Assessment:
        """The answer for these regimens beside these medicines; without what only a page shows.

        An assessment needs a regimen: where none is asked, only what it says of the genotypes
        is of use.
        """
        known = self.knowledge
        asked = tuple(regimens) or (Regimen(next(iter(known.drugs))),)
        strands = self.orientation or None
        question = Question(self.genotypes, strands, asked, known.version, beside, "summary")
        return assess(question, knowledge=known)

    @cached_property
    def taken_drugs(self) -> tuple[Regimen, ...]:
        """The drugs of ours that are taken; what guidelines say goes by no dose."""
        return tuple(Regimen(name) for name in self.taken if name in self.knowledge.drugs)


def read_record(call: Call, orders: Iterable[MedicationRequest] = ()) -> Record:
    """Read what the call brings; `orders` are its draft orders."""
    knowledge, chart = call.knowledge, call.chart
    genotypes = read_genotypes(knowledge, chart.of(Observation, "genotypes"))
    taken = read_medications(knowledge, _taken(call))
    ordered = read_medications(knowledge, orders)
    return Record(
        knowledge,
        genotypes.texts,
        genotypes.orientation,
        genotypes.conflicts,
        taken.ended_inhibitors,
        tuple(taken.names),
        tuple(ordered.names),
        _unread(call, genotypes, taken, ordered),
        read_genetics(call.chart, genotypes),
    )


def _taken(call: Call) -> list[MedicationRequest | MedicationStatement]:
    """The medicines of the record, in either form."""
    kinds = (MedicationRequest, MedicationStatement)
    every = [each for kind in kinds for each in call.chart.of(kind, "medications", "statements")]
    return [each for each in every if each.status != DRAFT]


def _unread(call: Call, genotypes: Genotypes, *medicines: Medications) -> list[str]:
    """Every line on what was not read, whole parts first, but what stands first of all."""
    pages = [
        MORE.format(NAMES[key]) for key, bundle in call.chart.bundles.items() if bundle.has_more
    ]
    first = {*genotypes.conflicts.values()}
    first.update(line for each in medicines for line in each.ended_inhibitors.values())
    lines = [line for each in (*medicines, genotypes) for line in each.unread if line not in first]
    return [*call.chart.unseen, *pages, *_left(medicines), *lines]


def _left(medicines: Iterable[Medications]) -> list[str]:
    """How many medicines are too many, where orders and record together are."""
    names = {name for each in medicines for name in each.names}
    more = len(names) - MOST_CO_MEDICATIONS
    return [f"{more} more medicines were not checked."] if more > 0 else []
