"""Genotypes as the Genomics Reporting guide has them: Observations and the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pgx.ehr.fhir import codes
from pgx.ehr.fhir.codes import DBSNP, HGNC, PHARMVAR, TERMINOLOGY, profile
from pgx.ehr.fhir.genes import hgnc_ids
from pgx.ehr.fhir.resources.parts import (
    Resource,
    coding,
    component,
    concept,
    loinc,
    refer,
    resource,
    term,
)
from pgx.science.knowledge import Knowledge, Marker

CATEGORIES = [
    term("observation-category", "laboratory", "Laboratory"),
    term("v2-0074", "GE", "Genetics"),
]


def genomic(kind: str, code: dict[str, Any], said: Iterable[str] | str, **members: Any) -> Resource:
    """An Observation of the guide: `kind` is its profile."""
    return resource(
        "Observation",
        said,
        profile(kind),
        status=members.pop("status", "final"),
        category=CATEGORIES,
        code=code,
        **members,
    )


def genotype(
    knowledge: Knowledge, marker: Marker, text: str, reason: str = "", **members: Any
) -> Resource:
    """Both alleles of a marker, as text and, for star alleles, as PharmVar writes them.

    `reason` says why the text gives no call, where it gives none.
    """
    named = f"{marker.marker} {text}"
    stars = [coding(PHARMVAR, named, named)] if marker.kind == "star" and not reason else []
    return genomic(
        "genotype",
        loinc(codes.GENOTYPE),
        [f"Genotype {named}.", f"It gives no call: {reason}." if reason else ""],
        valueCodeableConcept=concept(*stars, text=named),
        component=[gene_studied(knowledge, marker.gene)],
        **members,
    )


def haplotype(knowledge: Knowledge, marker: Marker, allele: str, **members: Any) -> Resource:
    """One star allele."""
    named = f"{marker.marker}{allele}"
    return genomic(
        "haplotype",
        loinc(codes.HAPLOTYPE),
        f"Haplotype {named}.",
        valueCodeableConcept=concept(coding(PHARMVAR, named, named), text=named),
        component=[gene_studied(knowledge, marker.gene)],
        **members,
    )


def heterozygous_variant(knowledge: Knowledge, marker: Marker, **members: Any) -> Resource:
    """A position with two different letters: whichever is the reference, one is not."""
    known = concept(coding(DBSNP, marker.marker, marker.marker))
    state = loinc(*codes.HETEROZYGOUS)
    return genomic(
        "variant",
        loinc(codes.VARIANT),
        f"Variant {marker.marker}: present, heterozygous.",
        valueCodeableConcept=loinc(*codes.PRESENT),
        component=[
            gene_studied(knowledge, marker.gene),
            component(loinc(codes.DBSNP_ID), valueCodeableConcept=known),
            component(loinc(codes.ALLELIC_STATE), valueCodeableConcept=state),
        ],
        **members,
    )


def gene_studied(knowledge: Knowledge, gene: str) -> dict[str, Any]:
    """The component that names the gene."""
    value = concept(coding(HGNC, hgnc_ids(knowledge)[gene], gene), text=gene)
    return component(loinc(codes.GENE_STUDIED), valueCodeableConcept=value)


def report(said: Iterable[str], results: Iterable[str], **members: Any) -> Resource:
    """A genomic report; `results` are what it refers to, and `status` is final unless given."""
    return resource(
        "DiagnosticReport",
        said,
        profile("genomic-report"),
        status=members.pop("status", "final"),
        category=[concept(coding(f"{TERMINOLOGY}v2-0074", "GE", "Genetics"))],
        code=loinc(codes.REPORT),
        result=[refer(each) for each in results],
        **members,
    )
