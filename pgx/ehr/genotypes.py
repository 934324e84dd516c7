"""Genotype Observations -> genotype text by marker, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pgx.assessments.question import find_marker
from pgx.ehr.fhir import LOINC, Observation
from pgx.science.knowledge import Knowledge

GENOTYPE, GENE_STUDIED = "84413-4", "48018-6"
WITHDRAWN = ("entered-in-error", "cancelled")
LONGEST = 100  # characters of a genotype; a longer text is something else
WORDS = re.compile(r"[\w-]+")


@dataclass
class Genotypes:
    """The texts that are asked with, and a line for each Observation that gave none."""

    texts: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_genotypes(knowledge: Knowledge, observations: Iterable[Observation]) -> Genotypes:
    """Find marker and text of each Observation. What a text means, the science says."""
    found, given = Genotypes(), {}
    for observation in observations:
        names = _markers(knowledge, observation)
        why = _unusable(observation, names)
        if why:
            label = observation.value or next(iter(observation.code.texts), "") or "An Observation"
            found.unread.append(f"{label[:LONGEST]}: {why}.")
        else:
            ((marker, word),) = names.items()
            given.setdefault(marker, []).append(_without_name(observation.value, word))
    for marker, texts in given.items():
        _settle(found, marker, texts)
    return found


def _markers(knowledge: Knowledge, observation: Observation) -> dict[str, str]:
    """The markers that an Observation names, with the word that named each."""
    studied = [part for part in observation.component if GENE_STUDIED in part.code.codes(LOINC)]
    texts = [observation.value, *(part.value for part in studied), *observation.code.texts]
    found = {}
    for word in (word for text in texts for word in WORDS.findall(text[:LONGEST])):
        marker = find_marker(knowledge, word)
        if marker:
            found.setdefault(marker.marker, word)
    return found


def _unusable(observation: Observation, names: dict[str, str]) -> str:
    """Why an Observation gives no genotype; empty where it does."""
    codes = observation.code.codes(LOINC)
    if observation.status in WITHDRAWN:
        return f"its status is {observation.status}"
    if codes and GENOTYPE not in codes:
        return f"it is no genotype (LOINC {GENOTYPE})"
    if not observation.value:
        return "it has no value in words"
    if len(observation.value) > LONGEST:
        return "it is too long for a genotype"
    if len(names) > 1:
        return f"it names {' and '.join(names)}: which is meant is not clear"
    return "" if names else "it names no marker that Raphe knows"


def _without_name(text: str, name: str) -> str:
    """`*2/*2` of `CYP2C19 *2/*2` and of `CYP2C19*2/*2`; a name alone stays."""
    return re.sub(rf"^{re.escape(name)}(?![\w-])[\s:]*(?=\S)", "", text)


def _settle(found: Genotypes, marker: str, texts: list[str]) -> None:
    """One marker has one genotype: of two that differ, neither is taken."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) == 1:
        found.texts[marker] = distinct[0]
    else:
        listed = " and ".join(distinct)
        found.unread.append(f"{marker}: several results that differ, {listed}; none was used.")
