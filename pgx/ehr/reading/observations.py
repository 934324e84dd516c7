"""One genomic Observation -> the marker that it is of, and a text that the science reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pgx.assessments.question import find_marker
from pgx.ehr.fhir.codes import (
    ALLELIC_STATE,
    DBSNP,
    DBSNP_ID,
    GENE_STUDIED,
    GENOTYPE,
    HAPLOTYPE,
    HETEROZYGOUS,
    LOINC,
    PRESENT,
    VARIANT,
)
from pgx.ehr.reading.declared import Observation, Valued
from pgx.science.knowledge import Knowledge, Marker
from pgx.science.panel import without_name

WITHDRAWN = ("entered-in-error", "cancelled")
LONGEST = 100  # characters of a genotype; a longer text is something else
WORDS = re.compile(r"[\w-]+")
READ = (GENOTYPE, HAPLOTYPE, VARIANT)


@dataclass(frozen=True)
class Reading:
    """What an Observation gives: a genotype, or one allele of it; else why neither."""

    marker: str = ""
    text: str = ""
    is_allele: bool = False
    unread: str = ""


def read_observation(knowledge: Knowledge, observation: Observation) -> Reading:
    """Find marker and text. What a text means, the science says."""
    codes = observation.code.codes(LOINC)
    names = _markers(knowledge, observation)
    why = _unusable(observation, codes, names)
    if why:
        label = observation.value or next(iter(observation.code.texts), "") or "An Observation"
        return Reading(unread=f"{label[:LONGEST]}: {why}.")
    marker = knowledge.markers[names[0]]
    if VARIANT in codes:
        return _variant(marker, observation)
    text = without_name(marker, observation.value)
    return Reading(marker.marker, text, is_allele=HAPLOTYPE in codes)


def _variant(marker: Marker, observation: Observation) -> Reading:
    """A heterozygous position with two known letters has both, whichever is the reference."""
    is_present = PRESENT[0] in observation.value_codeable_concept.codes(LOINC)
    states = [part.value_codeable_concept for part in _parts(observation, ALLELIC_STATE)]
    is_heterozygous = any(HETEROZYGOUS[0] in each.codes(LOINC) for each in states)
    letters = [allele.allele for allele in marker.alleles]
    if is_present and is_heterozygous and len(letters) == 2:
        return Reading(marker.marker, "/".join(letters))
    why = "only a variant that is present and heterozygous is read; send the genotype"
    return Reading(unread=f"{marker.marker}: {why}.")


def _parts(observation: Observation, code: str) -> list[Valued]:
    return [part for part in observation.component if code in part.code.codes(LOINC)]


def _markers(knowledge: Knowledge, observation: Observation) -> list[str]:
    """The markers that an Observation names."""
    named = [part.value for part in _parts(observation, GENE_STUDIED)]
    for part in _parts(observation, DBSNP_ID):
        named += [*part.value_codeable_concept.codes(DBSNP), part.value]
    texts = [observation.value, *named, *observation.code.texts]
    words = (word for text in texts for word in WORDS.findall(text[:LONGEST]))
    found = (find_marker(knowledge, word) for word in words)
    return list(dict.fromkeys(marker.marker for marker in found if marker))


def _unusable(observation: Observation, codes: list[str], names: list[str]) -> str:
    """Why an Observation gives no genotype; empty where it may."""
    if observation.status in WITHDRAWN:
        return f"its status is {observation.status}"
    if codes and not set(codes) & set(READ):
        return f"it is no genotype (LOINC {GENOTYPE})"
    if not observation.value:
        return "it has no value in words"
    if len(observation.value) > LONGEST:
        return "it is too long for a genotype"
    if len(names) > 1:
        return f"it names {' and '.join(names)}: which is meant is not clear"
    return "" if names else "it names no marker that Raphe knows"
