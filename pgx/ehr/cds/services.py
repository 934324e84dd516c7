"""The CDS services: what discovery says of them, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pgx import notice
from pgx.ehr.cds import ordering, patient_view
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.chart import TEMPLATES
from pgx.ehr.cds.requests import HookRequest, OrderSelect, OrderSign, PatientView

Card = dict[str, Any]
ORDERS_SAYS = "Shows what guidelines say of an ordered antidepressant and the patient's genotypes"
VIEW_SAYS = "Shows which genotypes are on file, and what guidelines make of the medications"


@dataclass(frozen=True)
class Service:
    """One service: the hook, the body that it takes, and what answers it."""

    hook: str
    title: str
    says: str
    declared: type[HookRequest]
    answer: Callable[[Call], list[Card]]

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return f"raphe-{self.hook}"

    def described(self) -> dict[str, Any]:
        """What discovery says of it."""
        return {
            "hook": self.hook,
            "id": self.id,
            "title": self.title,
            "description": f"{self.says}. {notice.NOTICE_SHORT}.",
            "prefetch": TEMPLATES,
        }


EVERY = (
    Service(
        "patient-view",
        "Raphe: genotypes on file",
        VIEW_SAYS,
        PatientView,
        patient_view.cards,
    ),
    Service(
        "order-select",
        "Raphe: genotypes and a selected antidepressant",
        ORDERS_SAYS,
        OrderSelect,
        ordering.selected,
    ),
    Service(
        "order-sign",
        "Raphe: genotypes and an antidepressant to be signed",
        ORDERS_SAYS,
        OrderSign,
        ordering.signed,
    ),
)
SERVICES = {service.id: service for service in EVERY}
