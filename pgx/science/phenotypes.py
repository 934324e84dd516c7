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
MANY_COPIES, TWO_COPIES = "x≥3", "x2"  # as the table of alleles writes them
SERT_MARKERS = ("5-HTTLPR", "rs25531")


@dataclass(frozen=True)
class FunctionalClass:
    """What a gene's calls amount to.

    `count` is the number that the model uses, None where it must use the reference;
    `phenotype` is the metabolizer phenotype of an enzyme that acts, empty for other genes;
    `score` is its activity score, None for genes that go by function and where a value is
    unknown. `predicted` and `predicted_score` are those by genotype alone: co-medications
    named in `converted_by` can make others of them. `rows` are the addresses of the knowledge
    rows that the class rests on.
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
    predicted: str = ""
    predicted_score: float | None = None
    converted_by: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


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
        return calls.map(
            lambda pair: _with_rows(knowledge, modifier, pair, triallelic_class(knowledge, *pair))
        )
    return panel[modifier.marker].map(
        lambda call: _with_rows(knowledge, modifier, (call,), allele_count(modifier, call))
    )


def _with_rows(
    knowledge: Knowledge, modifier: Modifier, calls: tuple[Call, ...], found: FunctionalClass
) -> FunctionalClass:
    """A class with the rows of the alleles that were read, and of its modifier."""
    alleles = (row for call in calls for row in _allele_rows(knowledge, call))
    return replace(found, rows=tuple(dict.fromkeys((*alleles, modifier.row))))


def _allele_rows(knowledge: Knowledge, call: Call) -> tuple[str, ...]:
    table = knowledge.markers[call.marker].by_allele
    return tuple(dict.fromkeys(table[allele].row for allele in call.alleles))


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
    if gene in knowledge.activity_scores:
        return _by_score(knowledge, gene, call)
    alleles = knowledge.markers[gene].by_allele
    functions = tuple(sorted(alleles[allele].function for allele in call.alleles))
    pair = knowledge.phenotypes[gene, frozenset(functions)]
    return FunctionalClass(
        gene,
        call.genotype,
        "called",
        phenotype=pair.phenotype,
        functions=functions,
        alleles=call.alleles,
        predicted=pair.phenotype,
        rows=(*_allele_rows(knowledge, call), pair.row),
    )


def _by_score(knowledge: Knowledge, gene: str, call: Call) -> FunctionalClass:
    score = activity_score(knowledge, gene, call.alleles)
    phenotype = phenotype_of_score(knowledge, gene, score)
    ranges = knowledge.activity_scores[gene]
    rows = (each.row for each in ranges if score is not None and score in each.scores)
    found = FunctionalClass(
        gene,
        call.genotype,
        "called",
        phenotype=phenotype,
        score=score,
        alleles=call.alleles,
        predicted=phenotype,
        predicted_score=score,
        rows=(*_allele_rows(knowledge, call), *rows),
    )
    return _with_copies(knowledge, call, found)


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


def _with_copies(knowledge: Knowledge, call: Call, found: FunctionalClass) -> FunctionalClass:
    """A class that says what is not known of an allele's copies.

    Copies that were not counted ("xN") may be two as well as three: where that changes the
    phenotype, it is indeterminate; where it does not, the score of two is a lower bound.
    """
    if COPIES_UNKNOWN not in call.given.lower():
        table = knowledge.markers[call.marker].by_allele
        many = any(table[allele].at_least for allele in call.alleles)
        said = "three or more copies: the score is a lower bound" if many else ""
        return replace(found, assumption=said)
    fewer = tuple(_two_copies(call, allele) for allele in call.alleles)
    score = activity_score(knowledge, found.gene, fewer)
    with_two = phenotype_of_score(knowledge, found.gene, score)
    named = replace(found, name=found.name.replace(MANY_COPIES, "xN"))
    if with_two == found.phenotype:
        said = "xN: the number of copies was not reported; the score is that of two"
        return replace(named, alleles=fewer, score=score, predicted_score=score, assumption=said)
    said = (
        "xN: the number of copies was not reported; "
        f"two would be {short_name(with_two)}, three {short_name(found.phenotype)}"
    )
    return _indeterminate(named, said)


def _indeterminate(found: FunctionalClass, said: str) -> FunctionalClass:
    """Without score and alleles: a body's own values would bring back a phenotype."""
    return replace(
        found,
        phenotype=INDETERMINATE,
        predicted=INDETERMINATE,
        score=None,
        predicted_score=None,
        alleles=(),
        assumption=said,
    )


def _two_copies(call: Call, allele: str) -> str:
    """An allele that was given as xN, with two copies; any other as it is."""
    name = allele.removesuffix(MANY_COPIES)
    uncounted = f"{name}{COPIES_UNKNOWN}" in call.given.lower().replace(" ", "")
    return f"{name}{TWO_COPIES}" if name != allele and uncounted else allele


def short_name(phenotype: str) -> str:
    """A phenotype in running text.

    >>> short_name("Poor Metabolizer")
    'poor'
    """
    return phenotype.removesuffix(" Metabolizer").lower()


def _unknown(gene: str, call: Call) -> FunctionalClass:
    reason = f"{call.marker} {call.status}: {call.reason}"
    return FunctionalClass(gene, "", call.status, reason=reason)
