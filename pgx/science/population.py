"""Invented people, drawn from published allele frequencies under Hardy-Weinberg."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pgx.science.knowledge import Knowledge, Marker

PROMOTER = "5-HTTLPR"
# The length allele and the rs25531 allele that a haplotype carries.
HAPLOTYPES = {"La": ("L", "A"), "Lg": ("L", "G"), "S": ("S", "A")}


def draw(
    knowledge: Knowledge, group: str, subjects: int, rng: np.random.Generator
) -> dict[str, list[str]]:
    """Genotype texts by marker for invented subjects; one text a subject.

    The haplotypes of 5-HTTLPR and rs25531 are drawn together. Raises KeyError for a group
    without frequencies.
    """
    panel: dict[str, list[str]] = {}
    for name, frequencies in knowledge.frequencies[group].items():
        marker = knowledge.markers[name]
        pairs = _pairs(marker, frequencies, subjects, rng)
        if name == PROMOTER:
            panel[name] = [_genotype(marker, [HAPLOTYPES[a][0] for a in pair]) for pair in pairs]
            snp = knowledge.markers["rs25531"]
            panel[snp.marker] = [_genotype(snp, [HAPLOTYPES[a][1] for a in p]) for p in pairs]
        else:
            panel[name] = [_genotype(marker, pair) for pair in pairs]
    return panel


def _pairs(
    marker: Marker, frequencies: Mapping[str, float], subjects: int, rng: np.random.Generator
) -> list[list[str]]:
    """Two alleles a subject; the allele that has no frequency takes the rest."""
    alleles = dict(frequencies)
    rest = 1 - sum(alleles.values())
    if rest > 0:
        other = next(each.allele for each in marker.alleles if each.allele not in alleles)
        alleles[other] = rest
    shares = np.array(list(alleles.values()))
    drawn = rng.choice(list(alleles), size=(subjects, 2), p=shares / shares.sum())
    return [[str(allele) for allele in pair] for pair in drawn]


def _genotype(marker: Marker, alleles: list[str]) -> str:
    order = [allele.allele for allele in marker.alleles]
    return "/".join(sorted(alleles, key=order.index))
