"""One genomic Observation -> the marker that it is of, and a text that the science reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pgx.ehr.fhir.codes import GENOTYPE, HAPLOTYPE, LOINC, VARIANT
from pgx.ehr.reading.declared import Observation
from pgx.ehr.reading.naming import LONGEST, hgvs_of, markers_of
from pgx.ehr.reading.variants import genotype_of
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation, without_name

WITHDRAWN = ("entered-in-error", "cancelled")
PENDING = ("registered", "preliminary")
READ = (GENOTYPE, HAPLOTYPE, VARIANT)
PHENOTYPE = re.compile(
    r"metaboli[sz]er|\b(?:normal|increased|decreased|poor|no|possible) function\b|^[a-z]m$",
    re.IGNORECASE,
)
PHARMVAR_NUMBER = re.compile(r"PV\d+")


@dataclass(frozen=True)
class Reading:
    """What an Observation gives: a genotype, or one allele of it; else why neither."""

    marker: str = ""
    text: str = ""
    is_allele: bool = False
    orientation: Orientation | None = None  # the strand of the letters, where it is declared
    unread: str = ""


def read_observation(knowledge: Knowledge, observation: Observation) -> Reading:
    """Find marker and text. What a text means, the science says."""
    codes = observation.code.codes(LOINC)
    is_variant = VARIANT in codes
    names = markers_of(knowledge, observation)
    why = _unusable(observation, codes) or ("" if is_variant else _valueless(observation))
    why = why or _unnamed(observation, names)
    if why:
        label = observation.value or next(iter(observation.code.texts), "") or "An Observation"
        return Reading(unread=f"{label[:LONGEST]}: {why}.")
    marker = knowledge.markers[names[0]]
    if is_variant:
        text, why = genotype_of(knowledge, marker, observation)
        unread = f"{marker.marker}: {why}." if why else ""
        return Reading(marker.marker, text, orientation="plus", unread=unread)
    text = without_name(marker, observation.value)
    if PHENOTYPE.search(text) and "*" not in text:
        why = "it is a phenotype, not a genotype; send the genotype, such as *1/*2"
        return Reading(unread=f"{observation.value}: {why}.")
    return Reading(marker.marker, text, is_allele=HAPLOTYPE in codes)


def _unusable(observation: Observation, codes: list[str]) -> str:
    """Why an Observation is no genotype that stands; empty where it may be."""
    if observation.status in WITHDRAWN:
        return f"its status is {observation.status}"
    if observation.status in PENDING:
        return f"the result is pending (its status is {observation.status}), and was not used"
    if codes and not set(codes) & set(READ):
        return f"it is no genotype (LOINC {GENOTYPE})"
    absent = next(iter(observation.data_absent_reason.every), "")
    return f"it has no value ({absent[:LONGEST]})" if absent else ""


def _valueless(observation: Observation) -> str:
    """Why a value is no text of a genotype; empty where it may be."""
    if not observation.value:
        return "it has no value in words"
    if len(observation.value) > LONGEST:
        return "it is too long for a genotype"
    if PHARMVAR_NUMBER.fullmatch(observation.value):
        return "a number of PharmVar is not read; send the star alleles, such as *1/*2"
    return ""


def _unnamed(observation: Observation, names: list[str]) -> str:
    """Why it is not clear which marker is meant; empty where it is."""
    if len(names) > 1:
        return f"it names {' and '.join(names)}: which is meant is not clear"
    if not names and hgvs_of(observation):
        name = hgvs_of(observation)[0][:LONGEST]
        return f"{name} is at no position that Raphe knows on GRCh38; send the dbSNP id"
    return "" if names else "it names no marker that Raphe knows"
