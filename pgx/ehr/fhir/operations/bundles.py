"""$assess: a Bundle of genotypes and medicines in, a Bundle of what follows out."""

from __future__ import annotations

from typing import Any

from pgx.assessments.answer import Assessment, CallAnswer
from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.ehr.fhir.codes import RECOMMENDED_ACTION
from pgx.ehr.fhir.operations.answered import called, implications, named, proposals, urn
from pgx.ehr.fhir.operations.said import said_of
from pgx.ehr.fhir.resources.genomics import genotype, report
from pgx.ehr.fhir.resources.parts import Resource, meta, refer
from pgx.ehr.problems import CallRefused
from pgx.ehr.reading.bundles import Bundle
from pgx.ehr.reading.declared import MedicationRequest, MedicationStatement, Observation
from pgx.ehr.reading.genotypes import read_genotypes
from pgx.ehr.reading.medications import read_medications
from pgx.ehr.reading.orders import read_orders
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge

ASK_ALL = "Leave them all out to ask about every drug."
ONE_SUBJECT = "The Bundle holds resources of several subjects: send one at a time."


def assess_bundle(asked: Bundle) -> Resource:
    """A genomic report, the genotypes as read, implications and proposals.

    MedicationRequests are what is asked about, none means every drug; they and
    MedicationStatements are co-medications. Raises CallRefused where it is of several people.
    """
    subject = _subject(asked)
    knowledge = releases.find()
    read = read_genotypes(knowledge, asked.of(Observation))
    orders = asked.of(MedicationRequest)
    ordered = read_orders(knowledge, orders)
    if orders and not ordered:
        raise CallRefused(422, f"No MedicationRequest names a drug that Raphe knows. {ASK_ALL}")
    beside = read_medications(knowledge, [*orders, *asked.of(MedicationStatement)])
    taken = tuple(beside.names)
    regimens = tuple(dict.fromkeys(each.regimen for each in ordered))
    strands = read.orientation or None
    question = Question(read.texts, strands, regimens, knowledge.version, taken, "summary")
    said = dict.fromkeys(each.said for each in ordered if each.said)
    lines = [*said, *read.unread, *beside.unread]
    return _bundle(knowledge, assess(question), lines, subject)


def _subject(asked: Bundle) -> str:
    """Of whom the Bundle is; empty where it does not say. Raises CallRefused for several."""
    kinds = (Observation, MedicationRequest, MedicationStatement)
    subjects = {each.subject.reference for kind in kinds for each in asked.of(kind)} - {""}
    if len(subjects) > 1:
        raise CallRefused(422, ONE_SUBJECT)
    return next(iter(subjects), "")


def _bundle(knowledge: Knowledge, answer: Assessment, unread: list[str], subject: str) -> Resource:
    about = {"subject": refer(subject)}
    given = [call for call in answer.calls if call.given]
    genotypes = {call.marker: _genotype(knowledge, answer, call, about) for call in given}
    references = {marker: urn(each["id"]) for marker, each in genotypes.items()}
    found = list(implications(knowledge, answer, called(answer, references), **about))
    tasks = list(proposals(found, for_=refer(subject)))
    parts = [*genotypes.values(), *(each.resource for each in found)]
    name = named("report", answer.release.sha256, *(each["id"] for each in parts))
    lines = said_of(answer, unread)
    first = report(
        lines,
        [urn(each["id"]) for each in parts],
        id=name,
        extension=[
            {"url": RECOMMENDED_ACTION, "valueReference": refer(urn(task["id"]))} for task in tasks
        ],
        conclusion=" ".join(lines),
        **about,
    )
    entries = [{"fullUrl": urn(each["id"]), "resource": each} for each in (first, *parts, *tasks)]
    return {"resourceType": "Bundle", "meta": meta(), "type": "collection", "entry": entries}


def _genotype(
    knowledge: Knowledge, answer: Assessment, call: CallAnswer, about: dict[str, Any]
) -> Resource:
    """A genotype as it was read; one that gives no call says why."""
    marker = knowledge.markers[call.marker]
    subject = about["subject"].values()
    name = named("genotype", answer.release.sha256, call.marker, call.given, *subject)
    reason = call.reason if call.status != "called" else ""
    return genotype(knowledge, marker, call.genotype or call.given, reason, id=name, **about)
