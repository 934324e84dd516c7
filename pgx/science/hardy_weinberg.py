"""Genotype counts against those that the allele frequencies give under random mating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, sqrt

from pgx.science.knowledge import Marker
from pgx.science.panel import Genotype, X

LEAST_EXPECTED = 5.0  # people of each genotype; below, the chi-square is rough

Counts = Mapping[Genotype, int]


@dataclass(frozen=True)
class HardyWeinberg:
    """The check of one marker: the three genotypes, chi-square with one degree of freedom.

    `is_rough` where fewer than five people are expected of some genotype.
    """

    genotypes: tuple[Genotype, Genotype, Genotype]
    observed: tuple[int, int, int]
    expected: tuple[float, float, float]
    chi_square: float
    p: float

    @property
    def is_rough(self) -> bool:
        """Whether too few people are expected of some genotype for the p to be close."""
        return min(self.expected) < LEAST_EXPECTED


def check(marker: Marker, counts: Counts) -> HardyWeinberg | str:
    """The check of a marker's genotype counts, or why there is none."""
    if marker.kind == "star":
        return "star alleles: many alleles, of which a test panel finds only some"
    if marker.chromosome == X:
        return "on the X chromosome: men have one allele"
    alleles = [a.allele for a in marker.alleles if any(a.allele in pair for pair in counts)]
    if len(alleles) != 2:
        return f"{len(alleles)} alleles were found; the check is for two"
    one, two = alleles
    genotypes = ((one, one), (one, two), (two, two))
    observed = tuple(counts.get(pair, 0) for pair in genotypes)
    return _check(genotypes, observed)  # type: ignore[arg-type]


def allele_counts(counts: Counts) -> dict[str, int]:
    """How often each allele was found."""
    found: dict[str, int] = {}
    for pair, number in counts.items():
        for allele in pair:
            found[allele] = found.get(allele, 0) + number
    return found


def _check(
    genotypes: tuple[Genotype, Genotype, Genotype], observed: tuple[int, int, int]
) -> HardyWeinberg:
    people = sum(observed)
    p = (2 * observed[0] + observed[1]) / (2 * people)
    expected = (people * p**2, people * 2 * p * (1 - p), people * (1 - p) ** 2)
    pairs = zip(observed, expected, strict=True)
    chi_square = sum((own - usual) ** 2 / usual for own, usual in pairs)
    return HardyWeinberg(genotypes, observed, expected, chi_square, erfc(sqrt(chi_square / 2)))
