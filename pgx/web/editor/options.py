"""What can be picked or is suggested in each field of Explore's form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement

from pgx.science.co_medications import names
from pgx.science.knowledge import Drug, Knowledge, Marker

MOST_STARS = 6  # star alleles whose pairs are suggested
STRANDS = ("literature", "plus")


@dataclass(frozen=True)
class Option:
    """A value that can be picked, how it reads, and what it stands under."""

    value: str
    label: str
    group: str = ""


def of_control(knowledge: Knowledge, name: str) -> tuple[Option, ...]:
    """What can be picked in a field that is no genotype; nothing where it is typed."""
    if name == "drug":
        return _drugs(knowledge)
    if name == "orientation":
        return tuple(Option(word, word) for word in STRANDS)
    if name == "co_medications":
        return _medications(knowledge)
    return ()


@lru_cache(maxsize=8)
def _medications(knowledge: Knowledge) -> tuple[Option, ...]:
    """Every co-medication by name."""
    return tuple(Option(word, word) for word in sorted(set(names(knowledge).values())))


@lru_cache(maxsize=8)
def _drugs(knowledge: Knowledge) -> tuple[Option, ...]:
    """Every drug under its class, classes and drugs by name."""
    drugs = sorted(knowledge.drugs.values(), key=lambda drug: (drug.drug_class.lower(), drug.name))
    return tuple(Option(drug.drug, _named(drug), drug.drug_class) for drug in drugs)


def _named(drug: Drug) -> str:
    return f"{drug.name} ({', '.join(drug.aliases)})" if drug.aliases else drug.name


def or_as_given(options: tuple[Option, ...], value: str) -> tuple[Option, ...]:
    """The options and what was given, as it was given, where it is none of them."""
    if not value or not options or any(option.value == value for option in options):
        return options
    return (Option(value, value), *options)


@lru_cache(maxsize=256)
def of_marker(knowledge: Knowledge, marker: Marker) -> tuple[Option, ...]:
    """Every genotype of a marker of letters or lengths; of star alleles the most common pairs."""
    alleles = [allele.allele for allele in marker.alleles]
    common = _common(knowledge, marker)[:MOST_STARS] if marker.kind == "star" else alleles
    pairs = combinations_with_replacement(sorted(common, key=alleles.index), 2)
    return tuple(Option("/".join(pair), _in_words(marker, pair)) for pair in pairs)


def _common(knowledge: Knowledge, marker: Marker) -> list[str]:
    """Star alleles, those that reach highest in any group of samples first."""
    groups = [group.get(marker.marker, {}) for group in knowledge.frequencies.values()]
    alleles = [allele.allele for allele in marker.alleles]
    return sorted(alleles, key=lambda allele: -max((g.get(allele, 0) for g in groups), default=0))


def _in_words(marker: Marker, pair: tuple[str, ...]) -> str:
    """Letters with the amino acids that go by them: G/A (Val/Met)."""
    aliases = [marker.by_allele[allele].aliases for allele in pair]
    if marker.kind != "snp" or not all(aliases):
        return "/".join(pair)
    return f"{'/'.join(pair)} ({'/'.join(names[0] for names in aliases)})"
