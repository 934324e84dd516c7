"""What a call brings of the patient's record: from prefetch, else from the FHIR server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from pgx.assessments.errors import FieldError
from pgx.ehr.cds.requests import HookRequest
from pgx.ehr.fhir.codes import GENOTYPE, HAPLOTYPE, LOINC, REPORT, VARIANT
from pgx.ehr.problems import CallRefused, malformed
from pgx.ehr.reading.declared import TAGS, Bundle

PATIENT = "{{context.patientId}}"
GENOTYPE_CODES = ",".join(f"{LOINC}|{code}" for code in (GENOTYPE, HAPLOTYPE, VARIANT))
# By prefetch key. Only tokens of the context, which version 2 and the next draft share.
TEMPLATES = {
    "genotypes": f"Observation?patient={PATIENT}&code={GENOTYPE_CODES}",
    "reports": f"DiagnosticReport?patient={PATIENT}&code={LOINC}|{REPORT}",
    "medications": f"MedicationRequest?patient={PATIENT}&status=active",
    "statements": f"MedicationStatement?patient={PATIENT}&status=active",
}
REQUIRED = ("genotypes",)  # without the others there is an answer that says what was not seen


@dataclass(frozen=True)
class Chart:
    """The record by prefetch key, and a line for each part that could not be had."""

    bundles: dict[str, Bundle]
    unseen: list[str] = field(default_factory=list)

    def of(self, kind: type, *keys: str) -> Iterator[Any]:
        """The resources of one type in the Bundles of these keys."""
        for key in keys:
            if key in self.bundles:
                yield from self.bundles[key].of(kind)


def read_chart(asked: HookRequest, own_base: str) -> Chart:
    """The record. `own_base` is the address of our own FHIR server, read without a network.

    Raises CallRefused: 412 where genotypes were neither sent nor can be fetched.
    """
    bundles: dict[str, Bundle] = {}
    unseen: list[str] = []
    for key in TEMPLATES:
        given = getattr(asked.prefetch, key)
        if key not in asked.prefetch.model_fields_set or _is_outcome(given):
            if key in REQUIRED:
                raise _missing(key)
            unseen.append(f"{key} was not sent.")
        else:
            bundles[key] = _bundle(key, given)
    return Chart(bundles, unseen)


def _is_outcome(given: Any) -> bool:
    """Whether the client's query failed."""
    return isinstance(given, dict) and given.get("resourceType") == "OperationOutcome"


def _bundle(key: str, given: Any) -> Bundle:
    """A prefetched Bundle. CDS Hooks sends null where the query found nothing."""
    if given is None:
        return Bundle(resourceType="Bundle")
    try:
        return Bundle.model_validate(given)
    except ValidationError as error:
        raise malformed(error, TAGS, f"prefetch.{key}") from error


def _missing(key: str) -> CallRefused:
    hint = f"Send the patient's {key} as a Bundle: {TEMPLATES[key]}"
    error = FieldError(f"prefetch.{key}", "missing_prefetch", "It is not there.", hint)
    return CallRefused(412, f"prefetch.{key} is missing, and could not be fetched.", [error])
