"""Medicines beside the drug -> what each of them does here (model.md 3.1).

Several effects of one medicine stand side by side. What is not known is named, never left
out: silence never means safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pgx.science.columns import Column, together
from pgx.science.knowledge import CoMedication, Drug, Knowledge
from pgx.science.occupancy import binds

SERT = "SERT"
MAO_INHIBITOR: Final = "mao_inhibitor"
APPROVED = "antidepressant"
DOPAMINERGIC = "dopaminergic"  # a class whose weak hold on SERT adds no serotonin

# What a medicine does beside a drug.
Kind = Literal[
    "stops",  # an MAO inhibitor beside an antidepressant: nothing is modelled
    "inhibits",  # an inhibitor that acts on an enzyme of this release
    "named",  # a weak inhibitor, an inducer, an enzyme that is not modelled
    "serotonergic",
    "qt",
    "same drug",  # its effect on its own enzymes is in its ratios already
    "mao inhibitor",  # beside a drug of another kind: not checked
    "not checked",  # nothing is known of it here
]


@dataclass(frozen=True)
class Effect:
    """One thing that a medicine does beside a drug; `row` is what says so, where a row does."""

    name: str
    kind: Kind
    row: CoMedication | None = None


Effects = tuple[Effect, ...]


def effects_beside(
    knowledge: Knowledge, drugs: Column[str], taken: Column[tuple[str, ...]]
) -> Column[Effects]:
    """What the medicines beside each row's drug do; once for each distinct pair."""
    pairs: Column[tuple[str | tuple[str, ...], ...]] = together([drugs, taken])  # type: ignore[list-item]
    return pairs.map(lambda pair: effects_of(knowledge, *pair))  # type: ignore[arg-type]


def effects_of(knowledge: Knowledge, drug: str, taken: tuple[str, ...]) -> Effects:
    """What these medicines do beside a drug, by name: the order in which they are given is none.

    `drug` is empty for what they do by themselves.
    """
    known = names(knowledge)
    found = {known.get(key(text), text): None for text in taken if text.strip()}
    ordered = sorted(found, key=lambda name: (name.lower(), name))
    return tuple(
        effect for name in ordered for effect in _of_one(knowledge, knowledge.drugs.get(drug), name)
    )


def inhibitors(gene: str, found: Effects) -> tuple[CoMedication, ...]:
    """The rows of the inhibitors that act on an enzyme."""
    rows = (each.row for each in found if each.kind == "inhibits" and each.row)
    return tuple(row for row in rows if row.enzyme == gene)


def stopped_by(found: Effects) -> tuple[str, ...]:
    """The medicines beside which nothing is modelled."""
    return tuple(each.name for each in found if each.kind == "stops")


@lru_cache(maxsize=8)
def names(knowledge: Knowledge) -> Mapping[str, str]:
    """How a name is recognized -> the name: co-medications, drugs and their other names."""
    known = {key(row.name): row.name for row in knowledge.co_medications}
    for drug in knowledge.drugs.values():
        # A drug is called here as in the table of co-medications.
        for text in (drug.drug, drug.name, drug.rxcui, *drug.aliases):
            known.setdefault(key(text), drug.drug)
    known.pop("", None)
    return known


def has_effect(knowledge: Knowledge, name: str, effect: str) -> bool:
    """Whether a row of the table gives this effect to a medicine, whatever it is beside."""
    return any(row.effect == effect for row in knowledge.co_medications if row.name == name)


def key(text: str) -> str:
    """A name without case, points, apostrophes and stray blanks.

    >>> key(" St. John’s  Wort "), key("5-HTP")
    ('st johns wort', '5 htp')
    """
    return re.sub(r"[\W_]+", " ", re.sub(r"['’.]", "", text)).strip().lower()


def _of_one(knowledge: Knowledge, drug: Drug | None, name: str) -> Iterator[Effect]:
    if drug and name == drug.drug:
        yield Effect(name, "same drug")
        return
    rows = [row for row in knowledge.co_medications if row.name == name]
    for row in rows:
        yield Effect(name, _kind(knowledge, drug, row), row)
    adds = _adds_serotonin(knowledge, name)
    if adds and not any(row.effect == "serotonergic" for row in rows):
        yield Effect(name, "serotonergic")
    if not rows and not adds:
        yield Effect(name, "not checked")


def _kind(knowledge: Knowledge, drug: Drug | None, row: CoMedication) -> Kind:
    if row.effect == MAO_INHIBITOR:
        return "stops" if drug and drug.kind == APPROVED else "mao inhibitor"
    if row.effect == "inhibitor":
        rules = (
            c for c in knowledge.conversions if (c.gene, c.strength) == (row.enzyme, row.strength)
        )
        return "inhibits" if any(rule.acts for rule in rules) else "named"
    if row.effect == "inducer":
        return "named"
    return row.effect


def _adds_serotonin(knowledge: Knowledge, name: str) -> bool:
    """Whether a medicine is itself an antidepressant of this release that binds SERT."""
    drug = knowledge.drugs.get(name)
    if not drug or drug.kind != APPROVED or drug.drug_class == DOPAMINERGIC:
        return False
    return any(row.target == SERT and binds(row, knowledge.parameters) for row in drug.binding)
