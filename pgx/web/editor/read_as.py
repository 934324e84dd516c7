"""How a genotype was read, and what a gene's genotypes amount to, in the words of a field."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.answer import CallAnswer, ClassAnswer
from pgx.science.knowledge import Marker


@dataclass(frozen=True)
class Amounts:
    """The class of a gene, and what is said of it."""

    name: str
    says: str = ""


def strands(marker: Marker, call: CallAnswer) -> str:
    """A called genotype on both strands; empty where that adds nothing."""
    if call.status != "called" or not any(allele.plus for allele in marker.alleles):
        return ""
    alleles = call.genotype.split("/")
    plus = [marker.by_allele[allele].plus for allele in alleles]
    if plus == alleles:
        return ""
    if sorted(plus) == sorted(alleles):
        return _("%(both)s on either strand") % {"both": call.genotype}
    letters = {"literature": call.genotype, "plus": "/".join(plus)}
    return _("%(literature)s literature, %(plus)s plus") % letters


def read_as(marker: Marker, call: CallAnswer | None) -> str:
    """How a genotype that can be used was read; empty where it is plain, or not given."""
    if call is None or not call.given or call.hint:
        return ""
    if call.status == "not tested":
        return _("Counts as not tested.")
    said = [strands(marker, call) or _other_words(call), call.reason]
    return "; ".join(part for part in said if part)


def _other_words(call: CallAnswer) -> str:
    if call.given.replace(" ", "") == call.genotype:
        return ""
    return _("Read as %(genotype)s") % {"genotype": call.genotype}


def amounts(found: ClassAnswer | None, genotypes: Collection[str]) -> Amounts | None:
    """The metabolizer phenotype or functional class; None where the genotypes say as much."""
    if found is None or found.status != "called":
        return None
    if found.says:
        return Amounts(_("%(phenotype)s here") % {"phenotype": found.phenotype}, found.says)
    if found.phenotype:
        return Amounts(found.phenotype)
    return None if found.name in genotypes else Amounts(found.name, found.assumption or found.used)
