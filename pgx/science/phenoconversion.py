"""Phenotypes by genotype and inhibitors -> phenotypes that act (model.md 3.1).

The strongest inhibitor of an enzyme acts; several do not add. What the genotype predicts
stays beside what acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pgx.science import co_medications
from pgx.science.co_medications import Effects
from pgx.science.columns import Column, together
from pgx.science.exposure import enzymes_of
from pgx.science.knowledge import STRENGTHS, CoMedication, Conversion, Knowledge, Number
from pgx.science.phenotypes import (
    FunctionalClass,
    Phenotypes,
    phenotype_of_score,
    short_name,
)

ANY = "any"
Rows = tuple[CoMedication, ...]


def convert_all(
    knowledge: Knowledge, predicted: Phenotypes, effects: Column[Effects]
) -> Phenotypes:
    """The phenotypes that act beside each row's co-medications."""
    return replace(
        predicted,
        enzymes={
            gene: _convert_column(knowledge, column, effects)
            for gene, column in predicted.enzymes.items()
        },
    )


def _convert_column(
    knowledge: Knowledge, column: Column[FunctionalClass], effects: Column[Effects]
) -> Column[FunctionalClass]:
    gene = column.distinct[0].gene if column.distinct else ""
    acting = effects.merge(partial(co_medications.inhibitors, gene))
    if acting.distinct in ((), ((),)):
        return column
    pairs: Column[tuple[FunctionalClass | Rows, ...]] = together([column, acting])  # type: ignore[list-item]
    return pairs.map(lambda pair: convert(knowledge, *pair))  # type: ignore[arg-type]


def convert(knowledge: Knowledge, found: FunctionalClass, inhibitors: Rows) -> FunctionalClass:
    """What acts of an enzyme beside its inhibitors.

    A strong one decides whatever the genotype; a moderate one needs a phenotype to begin
    from, and where there is none, that is said.
    """
    strongest = _strongest(inhibitors)
    if not strongest:
        return found
    rules = _rules(knowledge, found.gene, strongest[0].strength)
    rule = rules.get(found.phenotype) or rules.get(ANY)
    if not rule or (not rule.converts_to and found.score is None):
        return _left(knowledge, found, strongest)
    return _by_rule(knowledge, found, rule, strongest)


def _strongest(inhibitors: Rows) -> Rows:
    """Every inhibitor of the greatest strength that is there."""
    for strength in STRENGTHS:
        rows = tuple(row for row in inhibitors if row.strength == strength)
        if rows:
            return tuple(sorted(rows, key=lambda row: row.name))
    return ()


def _rules(knowledge: Knowledge, gene: str, strength: str) -> Mapping[str, Conversion]:
    """Phenotype -> the rule of this strength, among those that change anything."""
    return {
        rule.converts_from: rule
        for rule in knowledge.conversions
        if (rule.gene, rule.strength) == (gene, strength) and rule.acts
    }


def _by_rule(
    knowledge: Knowledge, found: FunctionalClass, rule: Conversion, acting: Rows
) -> FunctionalClass:
    """The class by a rule, without what would bring back the genotype's own."""
    score = _score(found, rule)
    phenotype = rule.converts_to or phenotype_of_score(knowledge, found.gene, score)
    reached = _range_rows(knowledge, found.gene, score)
    return replace(
        found,
        phenotype=phenotype,
        score=score,
        functions=(),
        alleles=(),
        reason="",
        assumption=_said(found, phenotype, acting),
        converted_by=tuple(row.name for row in acting),
        rows=tuple(dict.fromkeys((*found.rows, rule.row, *(row.row for row in acting), *reached))),
    )


def _score(found: FunctionalClass, rule: Conversion) -> float | None:
    """The score after a rule; a factor of 0 gives 0 for a score that is not known, too."""
    if rule.score_factor is None or (found.score is None and rule.score_factor):
        return None
    return rule.score_factor * (found.score or 0.0)


def _range_rows(knowledge: Knowledge, gene: str, score: float | None) -> tuple[str, ...]:
    ranges = knowledge.activity_scores.get(gene, ())
    return tuple(each.row for each in ranges if score is not None and score in each.scores)


def _said(found: FunctionalClass, phenotype: str, acting: Rows) -> str:
    if found.status == "called":
        return found.assumption
    names = " and ".join(row.name for row in acting)
    return (
        f"genotype {found.status}; {names} makes it {short_name(phenotype)} whatever the genotype"
    )


def _left(knowledge: Knowledge, found: FunctionalClass, acting: Rows) -> FunctionalClass:
    """A class that a moderate inhibitor does not change, with what it would do."""
    strong = _rules(knowledge, found.gene, STRENGTHS[0]).get(ANY)
    if strong and found.phenotype == strong.converts_to:
        return replace(found, converted_by=tuple(row.name for row in acting))
    names, strength = " and ".join(row.name for row in acting), acting[0].strength
    start = short_name(found.phenotype) if found.phenotype else f"a genotype that is {found.status}"
    said = (
        f"{names} ({strength} inhibitor) would lower its activity; from {start} the size "
        "is not known, so nothing is changed"
    )
    rows = (*found.rows, *(row.row for row in acting))
    assumption = "; ".join(filter(None, (found.assumption, said)))
    return replace(found, assumption=assumption, rows=rows)


def sources(knowledge: Knowledge, drug: str, found: FunctionalClass) -> list[Number]:
    """The rules that made a class, where a drug's level depends on its gene.

    A level that rests on them is modelled, however well its exposure ratio is known.
    """
    if not found.converted_by or found.gene not in enzymes_of(knowledge, drug):
        return []
    return [rule.number for rule in knowledge.conversions if rule.row in found.rows]
