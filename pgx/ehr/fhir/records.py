"""What is on file of a teaching patient: every resource, by way of the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pgx.assessments.question import find_marker
from pgx.ehr.fhir.codes import LOINC, METABOLIZERS, profile
from pgx.ehr.fhir.resources import genomics, medicines, people
from pgx.ehr.fhir.resources.parts import Resource, coding, concept, refer
from pgx.ehr.teaching_patients import TeachingPatient
from pgx.science.knowledge import Knowledge, Marker
from pgx.science.panel import Call, read_call
from pgx.science.phenotypes import FunctionalClass, metabolizer


def resources_of(knowledge: Knowledge, patient: TeachingPatient) -> Iterator[Resource]:
    """Every resource of one patient, the patient first."""
    yield people.patient(patient)
    for place, diagnosis in enumerate(patient.conditions, 1):
        yield people.condition(patient, place, diagnosis)
    for place, medicine in enumerate(patient.takes, 1):
        yield medicines.medication_statement(knowledge, patient, place, medicine)
    for place, medicine in enumerate(patient.orders, 1):
        yield medicines.medication_request(knowledge, patient, place, medicine)
    yield from _genetics(knowledge, patient)


def _genetics(knowledge: Knowledge, patient: TeachingPatient) -> Iterator[Resource]:
    """The Observations, then the report that refers to their genotypes."""
    if patient.genetics == "none":
        return
    observations = [
        each
        for name, texts in patient.genotypes.items()
        for place, text in enumerate(texts, 1)
        for each in _observations(knowledge, patient, name, text, place)
    ]
    yield from observations
    yield _report(knowledge, patient, observations)


def _observations(
    knowledge: Knowledge, patient: TeachingPatient, name: str, text: str, place: int
) -> Iterator[Resource]:
    """What one text becomes: its parts, then the genotype that is derived from them."""
    marker = find_marker(knowledge, name)
    if marker is None:  # a release that no longer has the marker
        return
    call = read_call(marker, text)
    parts = list(_parts(knowledge, marker, call, patient, place))
    yield from parts
    yield genomics.genotype(
        knowledge,
        marker,
        text,
        call.reason if call.status != "called" else "",
        **_about(patient, marker, "genotype", place),
        derivedFrom=[refer(f"Observation/{part['id']}") for part in parts],
    )


def _parts(
    knowledge: Knowledge, marker: Marker, call: Call, patient: TeachingPatient, place: int
) -> Iterator[Resource]:
    """Haplotypes of star alleles; a variant where the letters of one position differ."""
    if marker.kind == "star":
        for copy, allele in enumerate(call.alleles, 1):
            about = _about(patient, marker, "haplotype", 10 * place + copy)
            yield genomics.haplotype(knowledge, marker, allele, **about)
    elif marker.kind == "snp" and len(set(call.alleles)) > 1:
        about = _about(patient, marker, "variant", place)
        yield genomics.heterozygous_variant(knowledge, marker, **about)


def _about(patient: TeachingPatient, marker: Marker, kind: str, place: int) -> dict[str, Any]:
    """What every Observation of a patient says: its name, of whom, and by whom."""
    return {
        "id": patient.observation(kind, marker.marker, place),
        "subject": refer(f"Patient/{patient.id}"),
        "performer": [refer(f"Practitioner/{people.PRACTITIONER}")],
    }


def _report(
    knowledge: Knowledge, patient: TeachingPatient, observations: list[Resource]
) -> Resource:
    """The report: registered while the result is pending."""
    genotypes = [each for each in observations if each["meta"]["profile"] == [profile("genotype")]]
    enzymes = list(_enzymes(knowledge, patient))
    said = [f"{each.gene} {each.name}: {each.phenotype} by genotype." for each in enzymes]
    pending = patient.genetics == "pending"
    return genomics.report(
        ["Genetic test ordered; the result is pending."] if pending else said,
        [f"Observation/{each['id']}" for each in genotypes],
        id=f"{patient.id}-report",
        status="registered" if pending else "final",
        subject=refer(f"Patient/{patient.id}"),
        performer=[refer(f"Practitioner/{people.PRACTITIONER}")],
        conclusion=" ".join(said),
        conclusionCode=[_conclusion(each) for each in enzymes],
    )


def _enzymes(knowledge: Knowledge, patient: TeachingPatient) -> Iterator[FunctionalClass]:
    """The metabolizer phenotypes that genotypes without contradiction give."""
    for gene in knowledge.enzymes:
        texts = patient.genotypes.get(gene, ())
        call = read_call(knowledge.markers[gene], texts[0]) if len(texts) == 1 else None
        if call and call.status == "called":
            yield metabolizer(knowledge, gene, call)


def _conclusion(found: FunctionalClass) -> dict[str, Any]:
    code = METABOLIZERS.get(found.phenotype)
    codes = [coding(LOINC, code, found.phenotype.capitalize())] if code else []
    return concept(*codes, text=f"{found.gene}: {found.phenotype}")
