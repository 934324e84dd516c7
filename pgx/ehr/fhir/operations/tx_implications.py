"""$find-subject-tx-implications: what guidelines say of a patient's genotypes and of drugs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess
from pgx.assessments.errors import nearest
from pgx.assessments.question import Question, Regimen, find_drug
from pgx.echo import short
from pgx.ehr.fhir.operations.answered import Implied, called, implications
from pgx.ehr.fhir.operations.parameters import parameters, unknown
from pgx.ehr.fhir.resources.parts import Resource, refer
from pgx.ehr.fhir.search.matching import at, matches
from pgx.ehr.fhir.search.parameters import PARAMETERS
from pgx.ehr.fhir.store import find_patient, of_type
from pgx.ehr.teaching_patients import TeachingPatient
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge

SEARCH = PARAMETERS["Observation"]


@dataclass(frozen=True)
class Sought:
    """Which implications are sought, in tokens: of these results, and of these drugs."""

    haplotypes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()

    @property
    def names_results(self) -> bool:
        """Whether results are named; if not, every result counts."""
        return bool(self.haplotypes or self.variants)


def find_subject_tx_implications(subject: str, sought: Sought) -> Resource:
    """Each implication, then the genotypes that it derives from. Raises CallRefused.

    Without haplotypes, variants or treatments there is none.
    """
    patient = find_patient(subject)
    if not (sought.names_results or sought.treatments):
        return parameters(())
    knowledge = releases.find()
    drugs = [_drug(knowledge, token) for token in sought.treatments]
    answer = _answer(knowledge, patient, tuple(Regimen(drug) for drug in dict.fromkeys(drugs)))
    ids = {name: patient.observation("genotype", name) for name in patient.genotypes}
    references = {name: f"Observation/{each}" for name, each in ids.items()}
    about = {"subject": refer(f"Patient/{patient.id}")}
    found = implications(knowledge, answer, called(answer, references), **about)
    genes = _genes(patient, sought)
    wanted = [each for each in found if not sought.names_results or genes & {*each.finding.genes}]
    return parameters(part for each in wanted for part in _with_genotypes(each))


def _answer(
    knowledge: Knowledge, patient: TeachingPatient, regimens: tuple[Regimen, ...]
) -> Assessment:
    """The assessment of what is on file; of results that contradict one another, none."""
    texts = {name: texts[0] for name, texts in patient.genotypes.items() if len(texts) == 1}
    taken = tuple(each.name for each in patient.takes)
    return assess(Question(texts, None, regimens, knowledge.version, taken, "summary"))


def _drug(knowledge: Knowledge, token: str) -> str:
    drug = find_drug(knowledge, token.rpartition("|")[2])
    if not drug:
        message = f"{short(token)} is not a drug that Raphe knows."
        raise unknown("treatments", message, nearest(token, knowledge.drugs))
    return drug.drug


def _genes(patient: TeachingPatient, sought: Sought) -> set[str]:
    """The genes of the results that are named."""
    return {
        gene
        for each in of_type("Observation").values()
        if matches(each, SEARCH["subject"], "", [f"Patient/{patient.id}"])
        if matches(each, SEARCH["value-concept"], "", list(sought.haplotypes))
        or matches(each, SEARCH["component-value-concept"], "", list(sought.variants))
        for gene in at(each, "component.valueCodeableConcept.text")
    }


def _with_genotypes(implied: Implied) -> Iterator[dict[str, Any]]:
    yield {"name": "implication", "resource": implied.resource}
    for reference in implied.genotypes:
        name = reference.removeprefix("Observation/")
        yield {"name": "genotype", "resource": of_type("Observation")[name]}
