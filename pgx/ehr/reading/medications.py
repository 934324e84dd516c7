"""Orders and statements of medicines -> the names of co-medications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pgx.assessments.question import MOST_CO_MEDICATIONS, find_drug
from pgx.ehr.fhir.codes import RXNORM
from pgx.ehr.reading.brands import brands
from pgx.ehr.reading.declared import MedicationRequest, MedicationStatement
from pgx.ehr.reading.elements import CodeableConcept
from pgx.ehr.reading.orders import LONGEST
from pgx.ehr.reading.products import products_of
from pgx.science.co_medications import MAO_INHIBITOR, has_effect, key, names
from pgx.science.knowledge import Knowledge

Medication = MedicationRequest | MedicationStatement
NOT_TAKEN = ("entered-in-error", "cancelled", "not-taken")
ENDED = ("stopped", "completed")
STILL_COUNTS = "an inhibitor goes on acting after its last dose"


@dataclass
class Medications:
    """The names that are asked with, and a line for each medicine that gave none.

    `ended_inhibitors` has, by name, the lines of `unread` that tell of MAO inhibitors: labels
    keep weeks after them.
    """

    names: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    ended_inhibitors: dict[str, str] = field(default_factory=dict)


def read_medications(knowledge: Knowledge, medications: Iterable[Medication]) -> Medications:
    """Find the names. One that we do not know stays as its own words, to be named."""
    found = Medications()
    for each in medications:
        if each.status in NOT_TAKEN or getattr(each, "do_not_perform", False):
            continue
        said = list(dict.fromkeys(_names(knowledge, each.medication)))
        if each.status in ENDED:
            _end(knowledge, found, said, each.status)
        elif said:
            found.names += said
        else:
            found.unread.append("A medicine without a name or a code was not checked.")
    found.names = known_first(knowledge, dict.fromkeys(found.names))
    _bound(found)
    return found


def known_first(knowledge: Knowledge, given: Iterable[str]) -> list[str]:
    """Where not all can be asked with, those of which nothing is known are left out first."""
    known = names(knowledge)
    return sorted(given, key=lambda name: key(name) not in known)


def _bound(found: Medications) -> None:
    """As many as can be asked with; the others are said."""
    left = found.names[MOST_CO_MEDICATIONS:]
    found.names = found.names[:MOST_CO_MEDICATIONS]
    if left:
        found.unread.append(f"{len(left)} more medicines were not checked.")


def _end(knowledge: Knowledge, found: Medications, ended: list[str], status: str) -> None:
    """Say what still counts of medicines that ended; when they ended is not read."""
    warning = " ".join(each.text for each in knowledge.cautions_about("caution", MAO_INHIBITOR))
    for name in ended:
        line = f"{name} is marked {status} and was left out; {STILL_COUNTS}."
        if has_effect(knowledge, name, MAO_INHIBITOR):
            line = f"{name}, an MAO inhibitor, is marked {status} and was left out. {warning}"
            found.ended_inhibitors[name] = line
        found.unread.append(line)


def _names(knowledge: Knowledge, medication: CodeableConcept) -> Iterator[str]:
    """By ingredient code; else every known name in its words; else by product code.

    What none of them finds keeps its own words or code.
    """
    codes = medication.codes(RXNORM)
    drugs = [drug.drug for code in codes if (drug := find_drug(knowledge, code))]
    within = (name for text in medication.texts for name in _within(knowledge, text))
    known = drugs or list(within) or [row.drug for row in products_of(medication)]
    if known:
        yield from known
    elif medication.texts:
        yield medication.texts[0][:LONGEST]
    elif codes:
        yield f"RxNorm {codes[0]}"


def _within(knowledge: Knowledge, text: str) -> list[str]:
    """What stands in a text as whole words, by name or brand ("Fluoxetine 20 mg capsule")."""
    words = f" {key(text[:LONGEST])} "
    every = (*names(knowledge).items(), *brands().items())
    return [name for own, name in every if f" {own} " in words]
