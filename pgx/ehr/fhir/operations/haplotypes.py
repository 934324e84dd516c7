"""$find-subject-haplotypes: the genotypes and haplotypes on file, gene by gene."""

from __future__ import annotations

from typing import Any

from pgx.assessments.errors import nearest
from pgx.echo import short
from pgx.ehr.fhir.codes import GENOTYPE, HAPLOTYPE, HGNC, LOINC
from pgx.ehr.fhir.genes import find_gene, hgnc_ids
from pgx.ehr.fhir.operations.parameters import parameters, required, unknown
from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.fhir.search.matching import matches
from pgx.ehr.fhir.search.parameters import PARAMETERS
from pgx.ehr.fhir.store import find_patient, of_type
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge

SEARCH = PARAMETERS["Observation"]
PARTS = {"genotype": GENOTYPE, "haplotype": HAPLOTYPE}


def find_subject_haplotypes(subject: str, genes: list[str]) -> Resource:
    """What is on file of each gene; a gene without a result is left out. Raises CallRefused."""
    patient = find_patient(subject)
    required(genes, "genes", "Give genes, such as HGNC:2621 or CYP2C19.")
    knowledge = releases.find()
    numbers = dict.fromkeys(_number(knowledge, gene) for gene in genes)
    found = ((number, _parts(patient.id, number)) for number in numbers)
    return parameters(
        {"name": "haplotypes", "part": [{"name": "geneItem", "valueString": number}, *parts]}
        for number, parts in found
        if parts
    )


def _number(knowledge: Knowledge, token: str) -> str:
    """A gene as `system|code`."""
    gene = find_gene(knowledge, token)
    if not gene:
        message = f"{short(token)} is not a gene that Raphe knows."
        raise unknown("genes", message, nearest(token, hgnc_ids(knowledge)))
    return f"{HGNC}|{hgnc_ids(knowledge)[gene]}"


def _parts(patient: str, number: str) -> list[dict[str, Any]]:
    """The Observations of a patient and a gene, genotypes first."""
    own = [
        each
        for each in of_type("Observation").values()
        if matches(each, SEARCH["subject"], "", [f"Patient/{patient}"])
        and matches(each, SEARCH["component-value-concept"], "", [number])
    ]
    return [
        {"name": name, "resource": each}
        for name, code in PARTS.items()
        for each in own
        if matches(each, SEARCH["code"], "", [f"{LOINC}|{code}"])
    ]
