"""Calls -> functional classes: triallelic SERT class, allele counts, metabolizer phenotypes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from pgx.science.columns import Column, together
from pgx.science.knowledge import Knowledge, Modifier
from pgx.science.panel import Call, Panel

SERT_MARKERS = ("5-HTTLPR", "rs25531")


@dataclass(frozen=True)
class FunctionalClass:
    """What a gene's calls amount to.

    `count` is the number that the model uses, None where it must use the reference;
    `phenotype` is the metabolizer phenotype of an enzyme, empty for other genes.
    """

    gene: str
    name: str
    status: str
    count: int | None = None
    phenotype: str = ""
    functions: tuple[str, ...] = ()
    reason: str = ""
    assumption: str = ""


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
        return FunctionalClass("SLC6A4", length.genotype, "called", None, reason=reason)
    plain = functions.count("L")
    carried, assumption = _g_on_l(plain, snp)
    count = functions.count("S-prime") + carried
    name = "/".join(["L'"] * (2 - count) + ["S'"] * count)
    return FunctionalClass("SLC6A4", name, "called", count, assumption=assumption)


def _g_on_l(plain: int, snp: Call) -> tuple[int, str]:
    """How many of the plain L alleles carry rs25531 G, and what was assumed to say so."""
    if not plain:
        return 0, ""
    if snp.status != "called":
        return 0, f"rs25531 is {snp.status}: every L is taken as La"
    carried = min(snp.alleles.count("G"), plain)
    if plain == 1 and snp.genotype == "A/G":
        return carried, "phase not measured: the rs25531 G is taken to sit on the L"
    return carried, ""


def metabolizer(knowledge: Knowledge, gene: str, call: Call) -> FunctionalClass:
    """The metabolizer phenotype of a diplotype, by the functions of its two alleles."""
    if call.status != "called":
        return _unknown(gene, call)
    alleles = knowledge.markers[gene].by_allele
    functions = tuple(sorted(alleles[allele].function for allele in call.alleles))
    phenotype = knowledge.phenotypes[gene, frozenset(functions)]
    return FunctionalClass(gene, call.genotype, "called", None, phenotype, functions)


def _unknown(gene: str, call: Call) -> FunctionalClass:
    reason = f"{call.marker} {call.status}: {call.reason}"
    return FunctionalClass(gene, "", call.status, reason=reason)
