"""What a call brings of the patient's record: from prefetch, else from the FHIR server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from pgx.ehr.cds.requests import HookRequest
from pgx.ehr.cds.unseen import left_out, missing, not_read
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.clients.fetching import fetch
from pgx.ehr.fhir.codes import GENOTYPE, HAPLOTYPE, LOINC, REPORT, VARIANT
from pgx.ehr.problems import malformed
from pgx.ehr.reading.bundles import TAGS, Bundle

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
    sent = {key: getattr(asked.prefetch, key) for key in asked.prefetch.model_fields_set}
    found: dict[str, Bundle | Unanswered] = {
        key: _bundle(key, sent[key]) for key in TEMPLATES if key in sent and not _failed(sent[key])
    }
    found |= _fetch(asked, own_base, [key for key in TEMPLATES if key not in found])
    chart = Chart({})
    for key in TEMPLATES:
        _enter(chart, key, found[key], asked.context.patient_id)
    return chart


def _failed(given: Any) -> bool:
    """Whether the client's own query failed."""
    return isinstance(given, dict) and given.get("resourceType") == "OperationOutcome"


def _bundle(key: str, given: Any) -> Bundle:
    """A prefetched Bundle. CDS Hooks sends null where the query found nothing."""
    if given is None:
        return Bundle(resourceType="Bundle")
    try:
        return Bundle.model_validate(given)
    except ValidationError as error:
        raise malformed(error, TAGS, f"prefetch.{key}") from error


def _fetch(
    asked: HookRequest, own_base: str, keys: Iterable[str]
) -> dict[str, Bundle | Unanswered]:
    """What prefetch did not bring, from the server that the call names."""
    queries = {key: filled(key, asked.context.patient_id) for key in keys}
    if not queries:
        return {}
    given = asked.fhir_authorization
    return fetch(asked.fhir_server, own_base, given.access_token if given else "", queries)


def filled(key: str, patient_id: str) -> str:
    """The query of a key for a patient, as it stands in an address."""
    kind, _, query = TEMPLATES[key].partition("?")
    pairs = [(name, value.replace(PATIENT, patient_id)) for name, value in parse_qsl(query)]
    return f"{kind}?{urlencode(pairs)}"


def _enter(chart: Chart, key: str, found: Bundle | Unanswered, patient_id: str) -> None:
    """Put what was found into the chart, less what is another patient's; or say what is not."""
    if isinstance(found, Unanswered):
        if key in REQUIRED:
            raise missing(key, TEMPLATES[key], found)
        chart.unseen.append(not_read(key, found))
        return
    own = [entry for entry in found.entry if _may_be_of(entry.resource, patient_id)]
    chart.bundles[key] = found.model_copy(update={"entry": own})
    others = len(found.entry) - len(own)
    if others:
        chart.unseen.append(left_out(key, others))


def _may_be_of(resource: Any, patient_id: str) -> bool:
    """Whether a resource is of this patient, or does not say whose it is."""
    subject = getattr(resource, "subject", None)
    _, named, rest = subject.reference.rpartition("Patient/") if subject else ("", "", "")
    return not named or rest.split("/")[0] == patient_id
