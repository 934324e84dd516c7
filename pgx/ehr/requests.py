"""The bodies that the CDS services accept, declared; views start from valid data."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from pgx.ehr.fhir.declared import Bundle, Declared

Identifier = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class OrderSignContext(Declared):
    """Who signs which orders for whom."""

    user_id: Identifier
    patient_id: Identifier
    draft_orders: Bundle


class Prefetch(Declared):
    """A key that is left out was not satisfied; a key that is null found nothing."""

    genotypes: Bundle | None = None
    medications: Bundle | None = None
    statements: Bundle | None = None


class OrderSign(Declared):
    """The body of POST /cds-services/raphe-order-sign."""

    hook: Literal["order-sign"]
    hook_instance: UUID
    context: OrderSignContext
    prefetch: Prefetch = Prefetch()
