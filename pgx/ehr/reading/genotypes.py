"""Genomic Observations -> genotype text by marker, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pgx.ehr.reading.declared import Observation
from pgx.ehr.reading.observations import read_observation
from pgx.science.knowledge import Knowledge
from pgx.science.panel import read_call


@dataclass
class Genotypes:
    """The texts that are asked with, and a line for each Observation that gave none.

    `conflicts` has, by marker, the lines of `unread` that tell of results that differ.
    """

    texts: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    conflicts: dict[str, str] = field(default_factory=dict)


def read_genotypes(knowledge: Knowledge, observations: Iterable[Observation]) -> Genotypes:
    """Settle the text of each marker.

    Alleles count only where no genotype is given: a genotype derives from them.
    """
    found = Genotypes()
    given: dict[str, list[str]] = {}
    alleles: dict[str, list[str]] = {}
    for observation in observations:
        reading = read_observation(knowledge, observation)
        if reading.unread:
            found.unread.append(reading.unread)
        else:
            into = alleles if reading.is_allele else given
            into.setdefault(reading.marker, []).append(reading.text)
    for marker, texts in given.items():
        _settle(knowledge, found, marker, texts)
    for marker, texts in alleles.items():
        if marker not in given:
            _pair(found, marker, texts)
    return found


def _settle(knowledge: Knowledge, found: Genotypes, marker: str, texts: list[str]) -> None:
    """One marker has one genotype: of two that are read differently, neither is taken."""
    distinct = list(dict.fromkeys(texts))
    calls = [read_call(knowledge.markers[marker], text) for text in distinct]
    if len({(call.alleles or call.given) for call in calls}) == 1:
        found.texts[marker] = distinct[0]
    else:
        listed = " and ".join(distinct)
        line = f"{marker}: several results that differ, {listed}; none was used."
        found.unread.append(line)
        found.conflicts[marker] = line


def _pair(found: Genotypes, marker: str, alleles: list[str]) -> None:
    """Two alleles are a diplotype; one, or more than two, are none."""
    if len(alleles) == 2:
        found.texts[marker] = "/".join(alleles)
    else:
        listed = ", ".join(alleles)
        found.unread.append(f"{marker}: {len(alleles)} haplotype(s), {listed}; two are needed.")
