"""Which marker an Observation is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pgx.assessments.question import find_marker
from pgx.ehr.fhir.codes import DBSNP_ID, GENE_STUDIED, HGVS_NAMES
from pgx.ehr.fhir.genes import find_gene
from pgx.ehr.reading.declared import Observation, Valued
from pgx.ehr.reading.elements import MOST_TEXTS
from pgx.ehr.reading.positions import find_substitution
from pgx.science.knowledge import Knowledge

LONGEST = 100  # characters of a genotype; a longer text is something else
WORDS = re.compile(r"[\w-]+")


def markers_of(knowledge: Knowledge, observation: Observation) -> list[str]:
    """The markers that it names, by dbSNP id, gene, HGVS or words; each once."""
    texts = [observation.value, *_components(knowledge, observation), *observation.code.texts]
    words = (word for text in texts for word in WORDS.findall(text[:LONGEST]))
    found = [marker for word in words if (marker := find_marker(knowledge, word))]
    placed = (find_substitution(knowledge, name) for name in hgvs_of(observation))
    found += [each[0] for each in placed if each]
    return list(dict.fromkeys(marker.marker for marker in found))


def hgvs_of(observation: Observation) -> list[str]:
    """Its variants' names, genomic or coding."""
    return [name for part in observation.parts(*HGVS_NAMES) for name in _said(part)]


def _components(knowledge: Knowledge, observation: Observation) -> Iterator[str]:
    """The words of the components that name a marker."""
    for part in observation.parts(GENE_STUDIED):
        yield part.value
        if not part.value_codeable_concept.texts:
            codes = (each.code for each in part.value_codeable_concept.coding[:MOST_TEXTS])
            yield from (find_gene(knowledge, code) for code in codes if code.startswith("HGNC:"))
    for part in observation.parts(DBSNP_ID):
        yield from (f"rs{word}" if word.isdecimal() else word for word in _said(part))


def _said(part: Valued) -> list[str]:
    return [text for text in (*part.value_codeable_concept.every, part.value_string) if text]
