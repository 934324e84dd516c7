"""Calls -> functional classes: triallelic SERT class, allele counts, metabolizer phenotypes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import numpy as np

from pgx.science.columns import Column, together
from pgx.science.knowledge import Knowledge, Modifier
from pgx.science.panel import Call, Panel

INDETERMINATE = "Indeterminate"
COPIES_UNKNOWN = "xn"  # as reported: duplicated, without the number of copies
SERT_MARKERS = ("5-HTTLPR", "rs25531")


@dataclass(frozen=True)
class FunctionalClass:
    """What a gene's calls amount to.

    `count` is the number that the model uses, None where it must use the reference;
    `phenotype` is the metabolizer phenotype of an enzyme, empty for other genes; `score`
    is its activity score, None for genes that go by function and where a value is unknown.
    """

    gene: str
    name: str
    status: str
    count: int | None = None
    phenotype: str = ""
    functions: tuple[str, ...] = ()
    reason: str = ""
    assumption: str = ""
    score: float | None = None
    alleles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phenotypes:
    """One column of functional classes for each modifier and each enzyme."""

    modifiers: Mapping[str, Column[FunctionalClass]]
    enzymes: Mapping[str, Column[FunctionalClass]]

    def take(self, subjects: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Phenotypes:
        """The phenotypes of these subjects, in this order."""
        return Phenotypes(
            {key: column.take(subjects) for key, column in self.modifiers.items()},
            {key: column.take(subjects) for key, column in self.enzymes.items()},
        )


def classify(knowledge: Knowledge, panel: Panel) -> Phenotypes:
    """Turn a panel into functional classes, one column a modifier and one an enzyme."""
    return Phenotypes(
        {
            name: _modifier_column(knowledge, modifier, panel)
            for name, modifier in knowledge.modifiers.items()
        },
        {
            gene: panel[gene].map(partial(metabolizer, knowledge, gene))
            for gene in knowledge.enzymes
        },
    )


def _modifier_column(
    knowledge: Knowledge, modifier: Modifier, panel: Panel
) -> Column[FunctionalClass]:
    if modifier.marker in SERT_MARKERS:
        calls = together([panel[marker] for marker in SERT_MARKERS])
        return calls.map(lambda pair: triallelic_class(knowledge, *pair))
    return panel[modifier.marker].map(partial(allele_count, modifier))


def allele_count(modifier: Modifier, call: Call) -> FunctionalClass:
    """How many counted alleles a call has; for a recessive rule, whether it has two."""
    if call.status != "called":
        return _unknown(modifier.gene, call)
    count = call.alleles.count(modifier.counted_allele)
    if modifier.rule == "homozygous":
        count = int(count == 2)
    return FunctionalClass(modifier.gene, call.genotype, "called", count)


def triallelic_class(knowledge: Knowledge, length: Call, snp: Call) -> FunctionalClass:
    """The triallelic 5-HTTLPR class from the length call and rs25531.

    S and Lg count as S-prime, La as L-prime (Hu2006). Without rs25531 each L is taken
    as La; in a heterozygote the rs25531 G is taken to sit on the L. Both are said.
    """
    if length.status != "called":
        return _unknown("SLC6A4", length)
    functions = [knowledge.markers[length.marker].by_allele[a].function for a in length.alleles]
    if "unknown" in functions:
        reason = f"{length.genotype}: the effect of this allele is not known"
        return FunctionalClass("SLC6A4", length.genotype, "unknown effect", None, reason=reason)
    carried, assumption = _g_on_l(length.alleles, snp)
    count = functions.count("S-prime") + carried
    name = "/".join(["L'"] * (2 - count) + ["S'"] * count)
    return FunctionalClass("SLC6A4", name, "called", count, assumption=assumption)


def _g_on_l(alleles: tuple[str, ...], snp: Call) -> tuple[int, str]:
    """How many plain L alleles carry rs25531 G, and what was assumed to say so."""
    plain = alleles.count("L")
    if snp.status != "called":
        return 0, f"rs25531 is {snp.status}: every L is taken as La" if plain else ""
    found = snp.alleles.count("G")
    carried = min(found, plain)
    if found > carried + alleles.count("Lg"):
        return carried, "rs25531 has a G that no L can carry here: taken to change nothing"
    if plain == 1 and snp.genotype == "A/G":
        return carried, "phase not measured: the rs25531 G is taken to sit on the L"
    return carried, ""


def metabolizer(knowledge: Knowledge, gene: str, call: Call) -> FunctionalClass:
    """The metabolizer phenotype of a diplotype.

    By the activity score where the release has ranges of scores for the gene, else by the
    functions of the two alleles.
    """
    if call.status != "called":
        return _unknown(gene, call)
    found = FunctionalClass(gene, call.genotype, "called", alleles=call.alleles)
    if gene in knowledge.activity_scores:
        score = activity_score(knowledge, gene, call.alleles)
        phenotype = phenotype_of_score(knowledge, gene, score)
        assumption = _copies_assumed(knowledge, call)
        return replace(found, phenotype=phenotype, score=score, assumption=assumption)
    alleles = knowledge.markers[gene].by_allele
    functions = tuple(sorted(alleles[allele].function for allele in call.alleles))
    phenotype = knowledge.phenotypes[gene, frozenset(functions)]
    return replace(found, phenotype=phenotype, functions=functions)


def activity_score(
    knowledge: Knowledge,
    gene: str,
    alleles: tuple[str, ...],
    own: Mapping[str, float] = MappingProxyType({}),
) -> float | None:
    """The sum of the alleles' activity values; None where one of them is unknown.

    `own` has values that stand in for the table's. A value that the table gives as a lower
    bound counts as that bound.
    """
    table = knowledge.markers[gene].by_allele
    values = [own.get(allele, table[allele].activity) for allele in alleles]
    return None if None in values else sum(value for value in values if value is not None)


def phenotype_of_score(knowledge: Knowledge, gene: str, score: float | None) -> str:
    """The phenotype in whose range a score falls; indeterminate where it is unknown."""
    if score is None:
        return INDETERMINATE
    ranges = knowledge.activity_scores[gene]
    return next((each.phenotype for each in ranges if score in each.scores), INDETERMINATE)


def _copies_assumed(knowledge: Knowledge, call: Call) -> str:
    """What is assumed of an allele whose copies were not counted or are three or more."""
    if COPIES_UNKNOWN in call.given.lower():
        return "xN: the number of copies was not reported; read as three or more"
    table = knowledge.markers[call.marker].by_allele
    if any(table[allele].at_least for allele in call.alleles):
        return "three or more copies: the score is a lower bound"
    return ""


def _unknown(gene: str, call: Call) -> FunctionalClass:
    reason = f"{call.marker} {call.status}: {call.reason}"
    return FunctionalClass(gene, "", call.status, reason=reason)
