"""What is said of parts of the record that could not be had."""

from __future__ import annotations

from pgx.assessments.errors import FieldError
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.problems import CallRefused

NAMES = {
    "genotypes": "The list of genotypes",
    "reports": "The list of laboratory reports",
    "medications": "The medication list",
    "statements": "The list of medicines taken",
}
LISTED = "An administrator keeps that list (FHIR servers); an entry is the exact base address."
# What helps, by what went wrong with the server.
HINTS = {
    "bad_address": "Give an address as it stands on this Raphe's list: https://fhir.example.org/r4",
    "not_listed": LISTED,
    "redirect": f"Give the address that it leads to. {LISTED}",
    "refused": "Send a fhirAuthorization whose access_token may read this.",
}


def left_out(key: str, others: int) -> str:
    """The line for resources that are another patient's."""
    return f"{NAMES[key]}: {others} left out, they name another patient."


def not_read(key: str, fault: Unanswered) -> str:
    """The line for a part of which there is nothing."""
    if fault.code == "not_sent":
        return f"{NAMES[key]} was not sent."
    return f"{NAMES[key]} could not be read: the FHIR server {fault}."


def missing(key: str, template: str, fault: Unanswered) -> CallRefused:
    """The 412 for a part that is needed, with what would help."""
    why = "the call names no fhirServer" if fault.code == "not_sent" else f"the FHIR server {fault}"
    hint = f"Send the patient's {key} as a Bundle: {template}"
    errors = [FieldError(f"prefetch.{key}", "missing_prefetch", "It is not there.", hint)]
    if fault.code != "not_sent":
        said = f"The FHIR server {fault}."
        errors.append(FieldError("fhirServer", fault.code, said, HINTS.get(fault.code, "")))
    return CallRefused(412, f"prefetch.{key} is missing, and could not be fetched: {why}.", errors)
