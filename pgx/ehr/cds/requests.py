"""The bodies that the CDS services accept, declared; views start from valid data."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from annotated_types import Len
from pydantic import ConfigDict, StringConstraints, model_validator

from pgx.ehr.reading.bundles import Bundle
from pgx.ehr.reading.declared import MOST_ENTRIES
from pgx.ehr.reading.elements import Declared

# What FHIR allows, so that an id in an address is an id and nothing else.
FhirId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9\-.]{1,64}$")]
Token = Annotated[str, StringConstraints(pattern=r"^[!-~]+$", max_length=10_000)]
Identifier = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class FhirAuthorization(Declared):
    """The token with which `fhirServer` may be read; its other members say what it is for.

    OAuth's names, which are Python's too.
    """

    model_config = ConfigDict(alias_generator=None)

    access_token: Token
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105


class PatientContext(Declared):
    """Who looks at whom: what every hook says."""

    user_id: Identifier
    patient_id: FhirId


class OrderContext(PatientContext):
    """Which orders are not signed yet."""

    draft_orders: Bundle


class SelectContext(OrderContext):
    """Which of them were just selected: ids such as "MedicationRequest/103"."""

    selections: Annotated[list[Identifier], Len(max_length=MOST_ENTRIES)]


class Prefetch(Declared):
    """A key that is left out was not satisfied; a key that is null found nothing.

    What a key holds is read later: an OperationOutcome in place of a Bundle is no fault of form.
    """

    genotypes: Any = None
    reports: Any = None
    medications: Any = None
    statements: Any = None


class HookRequest(Declared):
    """What every hook sends."""

    hook: str
    hook_instance: UUID
    context: PatientContext
    fhir_server: Annotated[str, StringConstraints(max_length=500)] = ""
    fhir_authorization: FhirAuthorization | None = None
    prefetch: Prefetch = Prefetch()

    @model_validator(mode="after")
    def _authorization_has_a_server(self) -> Self:
        if self.fhir_authorization and not self.fhir_server:
            raise ValueError("fhirServer is required where fhirAuthorization is given")
        return self


class PatientView(HookRequest):
    """The body of POST /cds-services/raphe-patient-view."""

    hook: Literal["patient-view"]


class OrderSelect(HookRequest):
    """The body of POST /cds-services/raphe-order-select."""

    hook: Literal["order-select"]
    context: SelectContext


class OrderSign(HookRequest):
    """The body of POST /cds-services/raphe-order-sign."""

    hook: Literal["order-sign"]
    context: OrderContext
