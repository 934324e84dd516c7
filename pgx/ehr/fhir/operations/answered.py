"""An assessment as resources: implications, each of its own genotypes, and proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.answer.guideline import FindingAnswer
from pgx.ehr.cds.cards.parts import WARNS
from pgx.ehr.fhir.resources.implications import GUIDELINE_KINDS, implication, proposal
from pgx.ehr.fhir.resources.parts import Resource
from pgx.science.knowledge import Knowledge

NAMESPACE = UUID("6e9f5a0c-6f0b-5b1e-9c63-3c1b0f1f7a52")  # ours, of resources that nobody stores


@dataclass(frozen=True)
class Implied:
    """An implication, what it says, and the genotypes that it derives from."""

    result: ResultAnswer
    finding: FindingAnswer
    resource: Resource
    genotypes: tuple[str, ...]


def implications(
    knowledge: Knowledge,
    answer: Assessment,
    genotypes: Mapping[str, list[str]],
    **members: Any,
) -> Iterator[Implied]:
    """What every body says where a genotype of its genes was called.

    `genotypes` are references by gene: an implication without a genotype is none.
    """
    taken = answer.co_medications
    for result in answer.results:
        drug = knowledge.drugs[result.drug]
        for finding in result.recommendation.findings:
            own = [each for gene in finding.genes for each in genotypes.get(gene, ())]
            if own and finding.kind in GUIDELINE_KINDS:
                name = named(answer.release.sha256, result.drug, *finding.rows, *taken, *own)
                found = implication(drug, finding, result.enzymes, own, id=name, **members)
                yield Implied(result, finding, found, tuple(own))


def proposals(implied: Iterable[Implied], **members: Any) -> Iterator[Resource]:
    """A Task for each result whose leading statement asks for a change."""
    for each in implied:
        asks = each.result.recommendation.category in WARNS
        if asks and each.finding == each.result.recommendation.leading:
            name = named("proposal", each.resource["id"], repr(each.result.dose_mg_per_day))
            yield proposal(each.result, urn(each.resource["id"]), id=name, **members)


def called(answer: Assessment, references: Mapping[str, str]) -> dict[str, list[str]]:
    """References by gene, of the markers that were called."""
    found: dict[str, list[str]] = {}
    for call in answer.calls:
        if call.status == "called" and call.marker in references:
            found.setdefault(call.gene, []).append(references[call.marker])
    return found


def named(*parts: str) -> str:
    """An id that is the same for the same parts."""
    return str(uuid5(NAMESPACE, "\n".join(parts)))


def urn(name: str) -> str:
    """How resources of one Bundle refer to one another."""
    return f"urn:uuid:{name}"
