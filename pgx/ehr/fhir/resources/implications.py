"""What guidelines say of a genotype and a drug: Therapeutic Implications and proposals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pgx.assessments.answer import ClassAnswer, ResultAnswer
from pgx.assessments.answer.guideline import FindingAnswer
from pgx.ehr.fhir import codes
from pgx.ehr.fhir.codes import GUIDE_CODES, LOINC, RELATED_ARTIFACT, profile
from pgx.ehr.fhir.resources.genomics import genomic
from pgx.ehr.fhir.resources.medicines import ordered
from pgx.ehr.fhir.resources.parts import (
    Resource,
    coding,
    component,
    concept,
    loinc,
    refer,
    resource,
)
from pgx.science.knowledge import Drug

GUIDELINE_KINDS = ("advice", "no recommendation")  # what a body says; the rest is silence
LOWER = ("lower start", "lower maintenance")


def implication(
    drug: Drug,
    finding: FindingAnswer,
    enzymes: Iterable[ClassAnswer],
    derived_from: Iterable[str],
    **members: Any,
) -> Resource:
    """What one body says of the enzymes as they act beside co-medications.

    The level of evidence of a pair is not known here, so it is left out.
    """
    acts = [f"{each.says}." for each in enzymes if each.says and each.gene in finding.genes]
    said = " ".join([conclusion(finding), *acts])
    parts = [component(loinc(codes.MEDICATION_ASSESSED), valueCodeableConcept=ordered(drug))]
    if finding.implication and finding.kind == "advice":
        means = concept(text=finding.implication)
        parts.append(component(_guide(codes.PHENOTYPE_MEANS), valueCodeableConcept=means))
    parts.append(component(_guide(codes.CONCLUSION), valueString=said))
    artifact = {"type": "citation", "citation": finding.citation}
    return genomic(
        "therapeutic-implication",
        _guide(codes.PHENOTYPE_MEANS),
        f"{drug.name}: {said}",
        extension=[{"url": RELATED_ARTIFACT, "valueRelatedArtifact": artifact}],
        derivedFrom=[refer(each) for each in derived_from],
        component=parts,
        **members,
    )


def conclusion(finding: FindingAnswer) -> str:
    """Who says it, what, under which condition, and how strongly."""
    strength = f" Strength: {finding.strength}." if finding.strength else ""
    return f"{finding.label}: {finding.says_when}{strength}"


def proposal(result: ResultAnswer, because: str, **members: Any) -> Resource:
    """A teaching example of a medication recommendation, for the reason of an implication."""
    return resource(
        "Task",
        f"A teaching example, not an order. {result.name}: {result.recommendation.headline}",
        profile("medication-recommendation"),
        status="requested",
        intent="proposal",
        code=_asks(result),
        description=f"{result.name}: {result.recommendation.headline}",
        reasonReference=refer(because),
        **members,
    )


def _asks(result: ResultAnswer) -> dict[str, Any]:
    """LOINC's word for what is asked, where it has one."""
    category, leading = result.recommendation.category, result.recommendation.leading
    if category == "consider another drug":
        return concept(coding(LOINC, *codes.OTHER_DRUG), text=category)
    lowers = leading and any(action in LOWER for action in leading.actions)
    return concept(*([coding(LOINC, *codes.LOWER_DOSE)] if lowers else []), text=category)


def _guide(code: str) -> dict[str, Any]:
    return concept(coding(GUIDE_CODES, code))
