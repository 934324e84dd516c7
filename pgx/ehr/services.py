"""The CDS services: what discovery says of them, and what each does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError
from pgx.assessments.question import Question
from pgx.ehr.cards import card
from pgx.ehr.fhir.codes import GENOTYPE, LOINC
from pgx.ehr.fhir.declared import Bundle, MedicationRequest, MedicationStatement, Observation
from pgx.ehr.genotypes import read_genotypes
from pgx.ehr.medications import Medication, read_medications
from pgx.ehr.orders import read_orders
from pgx.ehr.problems import CallRefused
from pgx.ehr.requests import OrderSign
from pgx.knowledge import releases

PREFETCH = {
    "genotypes": f"Observation?patient={{{{context.patientId}}}}&code={LOINC}|{GENOTYPE}",
    "medications": "MedicationRequest?patient={{context.patientId}}&status=active",
    "statements": "MedicationStatement?patient={{context.patientId}}&status=active",
}


def discovery() -> list[dict[str, Any]]:
    """The services that we offer."""
    says = "Shows what guidelines say of an ordered antidepressant and the patient's genotypes."
    return [
        {
            "hook": "order-sign",
            "id": "raphe-order-sign",
            "title": "Raphe: genotypes and an ordered antidepressant",
            "description": f"{says} {notice.NOTICE_SHORT}.",
            "prefetch": PREFETCH,
        }
    ]


def order_sign(asked: OrderSign, explore: str) -> list[dict[str, Any]]:
    """A card for each ordered drug that we know, by guideline category, then by name.

    Genotypes come from prefetch alone: nothing is fetched from `fhirServer` yet, and a
    call without them is refused with 412. The other draft orders, and the medicines of
    prefetch where they are given, are co-medications.
    """
    genotypes_bundle = _prefetched(asked)
    knowledge = releases.find()
    regimens = read_orders(knowledge, asked.context.draft_orders.of(MedicationRequest))
    if not regimens:
        return []
    genotypes = read_genotypes(knowledge, genotypes_bundle.of(Observation))
    beside = read_medications(knowledge, _medications(asked))
    unread = [*genotypes.unread, *beside.unread]
    taken = tuple(beside.names)
    question = Question(genotypes.texts, None, tuple(regimens), knowledge.version, taken)
    answer = assess(question)
    said = {(each.drug, each.dose_mg_per_day): text for each, text in regimens.items()}
    return [
        card(
            asked.hook_instance,
            answer,
            result,
            said[result.drug, result.dose_mg_per_day],
            unread,
            explore,
        )
        for result in answer.results
    ]


def _medications(asked: OrderSign) -> Iterator[Medication]:
    """Every medicine of the call: draft orders first. A drug is none beside itself."""
    bundles = (asked.context.draft_orders, asked.prefetch.medications, asked.prefetch.statements)
    for bundle in filter(None, bundles):
        yield from bundle.of(MedicationRequest)
        yield from bundle.of(MedicationStatement)


def _prefetched(asked: OrderSign) -> Bundle:
    """The genotypes. CDS Hooks sends null where the query found nothing: then none is tested."""
    if "genotypes" in asked.prefetch.model_fields_set:
        return asked.prefetch.genotypes or Bundle(resourceType="Bundle")
    missing = f"Send the patient's genotypes as a Bundle: {PREFETCH['genotypes']}"
    error = FieldError("prefetch.genotypes", "missing_prefetch", "It is not there.", missing)
    detail = "prefetch.genotypes is missing, and Raphe does not fetch from fhirServer."
    raise CallRefused(412, detail, [error])
