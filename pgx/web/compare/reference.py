"""The panel of the reference patient, written as genotypes that the markers of a release have."""

from __future__ import annotations

from functools import lru_cache

from pgx.science.knowledge import Knowledge, Modifier
from pgx.science.phenotypes import SERT_MARKERS

NORMAL = "*1/*1"


@lru_cache(maxsize=8)
def reference_panel(knowledge: Knowledge) -> dict[str, str]:
    """Genotypes by marker with which the model computes exactly the reference patient."""
    stars = {name: NORMAL for name, each in knowledge.markers.items() if each.kind == "star"}
    found = [_genotypes(knowledge, modifier) for modifier in knowledge.modifiers.values()]
    return {marker: text for each in (*found, stars) for marker, text in each.items()}


def _genotypes(knowledge: Knowledge, modifier: Modifier) -> dict[str, str]:
    count = 0 if modifier.rule == "homozygous" else modifier.reference_count
    if modifier.marker in SERT_MARKERS:
        length, snp = SERT_MARKERS
        return {length: _pair("L", "S", count), snp: "A/A"}
    alleles = [each.allele for each in knowledge.markers[modifier.marker].alleles]
    other = next(allele for allele in alleles if allele != modifier.counted_allele)
    return {modifier.marker: _pair(other, modifier.counted_allele, count)}


def _pair(other: str, counted: str, count: int) -> str:
    """The counted allele so many times, the other one for the rest."""
    return "/".join([other] * (2 - count) + [counted] * count)
