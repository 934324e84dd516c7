"""Genotype Observations -> genotype text by marker, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pgx.assessments.question import find_marker
from pgx.ehr.fhir.codes import GENE_STUDIED, GENOTYPE, LOINC
from pgx.ehr.fhir.declared import Observation
from pgx.science.knowledge import Knowledge
from pgx.science.panel import without_name

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
            (name,) = names
            text = without_name(knowledge.markers[name], observation.value)
            given.setdefault(name, []).append(text)
    for marker, texts in given.items():
        _settle(found, marker, texts)
    return found


def _markers(knowledge: Knowledge, observation: Observation) -> list[str]:
    """The markers that an Observation names."""
    studied = [part for part in observation.component if GENE_STUDIED in part.code.codes(LOINC)]
    texts = [observation.value, *(part.value for part in studied), *observation.code.texts]
    words = (word for text in texts for word in WORDS.findall(text[:LONGEST]))
    found = (find_marker(knowledge, word) for word in words)
    return list(dict.fromkeys(marker.marker for marker in found if marker))


def _unusable(observation: Observation, names: list[str]) -> str:
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


def _settle(found: Genotypes, marker: str, texts: list[str]) -> None:
    """One marker has one genotype: of two that differ, neither is taken."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) == 1:
        found.texts[marker] = distinct[0]
    else:
        listed = " and ".join(distinct)
        found.unread.append(f"{marker}: several results that differ, {listed}; none was used.")
