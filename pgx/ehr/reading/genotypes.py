"""Genomic Observations -> genotype text by marker, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pgx.ehr.reading.declared import Observation
from pgx.ehr.reading.observations import read_observation
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation, read_call

Text = tuple[str, Orientation | None]  # what a marker's result says, and the strand of it


@dataclass
class Genotypes:
    """The texts that are asked with, and a line for each Observation that gave none.

    `orientation` has the markers whose letters are declared to be of one strand.
    `conflicts` has, by marker, the lines of `unread` that tell of results that differ.
    """

    texts: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    orientation: dict[str, Orientation] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)


def read_genotypes(knowledge: Knowledge, observations: Iterable[Observation]) -> Genotypes:
    """Settle the text of each marker.

    Alleles count only where no genotype is given: a genotype derives from them. A resource that
    was sent twice is one: the allele of it is no second copy.
    """
    found = Genotypes()
    given: dict[str, list[Text]] = {}
    alleles: dict[str, list[str]] = {}
    for observation in _each_once(observations):
        reading = read_observation(knowledge, observation)
        if reading.unread:
            found.unread.append(reading.unread)
        elif reading.is_allele:
            alleles.setdefault(reading.marker, []).append(reading.text)
        else:
            given.setdefault(reading.marker, []).append((reading.text, reading.orientation))
    for marker, texts in given.items():
        _settle(knowledge, found, marker, texts)
    for marker, names in alleles.items():
        if marker not in given:
            _pair(found, marker, names)
    return found


def _each_once(observations: Iterable[Observation]) -> Iterator[Observation]:
    """Without repeats of a resource, as pages that overlap have; those without an id all count."""
    seen: dict[str, list[Observation]] = {}
    for each in observations:
        same = seen.setdefault(each.id, [])
        if not each.id or each not in same:
            same.append(each)
            yield each


def _settle(knowledge: Knowledge, found: Genotypes, marker: str, texts: list[Text]) -> None:
    """One marker has one genotype: of two that are read differently, neither is taken."""
    distinct = list(dict.fromkeys(texts))
    calls = [read_call(knowledge.markers[marker], *each) for each in distinct]
    # Letters that can be of either strand contradict neither reading.
    readings: list[set[tuple[str, ...]]] = [set(call.readings) or {(call.given,)} for call in calls]
    if not set.intersection(*readings):
        listed = " and ".join(dict.fromkeys(text for text, _strand in distinct))
        line = f"{marker}: several results that differ, {listed}; none was used."
        found.unread.append(line)
        found.conflicts[marker] = line
        return
    text, strand = min(zip(distinct, readings, strict=True), key=lambda each: len(each[1]))[0]
    found.texts[marker] = text
    if strand and knowledge.markers[marker].palindromic:
        found.orientation[marker] = strand


def _pair(found: Genotypes, marker: str, alleles: list[str]) -> None:
    """Two alleles are a diplotype; one, or more than two, are none."""
    if len(alleles) == 2:
        found.texts[marker] = "/".join(alleles)
    else:
        listed = ", ".join(alleles)
        found.unread.append(f"{marker}: {len(alleles)} haplotype(s), {listed}; two are needed.")
