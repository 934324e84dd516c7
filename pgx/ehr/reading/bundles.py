"""A FHIR Bundle, declared, with the resources that we read in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from pgx.ehr.reading.declared import (
    MOST_ENTRIES,
    DiagnosticReport,
    Medicated,
    Medication,
    MedicationRequest,
    MedicationStatement,
    Observation,
)
from pgx.ehr.reading.elements import CodeableConcept, Declared


class Other(Declared):
    """A resource that we do not read."""

    resource_type: str
    id: str = ""


TAGS = (
    *("DiagnosticReport", "Medication", "MedicationRequest", "MedicationStatement"),
    *("Observation", "Other"),
)
FORMER = {"MedicationOrder": "MedicationRequest"}


def _tag(resource: object) -> str:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    kind = FORMER.get(kind, kind) if isinstance(kind, str) else None
    return kind if kind in TAGS else "Other"


class Entry(Declared):
    """A place in a bundle."""

    full_url: str = ""
    resource: (
        Annotated[
            Annotated[DiagnosticReport, Tag("DiagnosticReport")]
            | Annotated[Medication, Tag("Medication")]
            | Annotated[MedicationRequest, Tag("MedicationRequest")]
            | Annotated[MedicationStatement, Tag("MedicationStatement")]
            | Annotated[Observation, Tag("Observation")]
            | Annotated[Other, Tag("Other")],
            Discriminator(_tag),
        ]
        | None
    ) = None


class Link(Declared):
    """Where a bundle goes on."""

    relation: str = ""


class Bundle(Declared):
    """Several resources."""

    resource_type: Literal["Bundle"]
    entry: list[Entry] = Field(default=[], max_length=MOST_ENTRIES)
    link: list[Link] = []

    @model_validator(mode="after")
    def _name_medicines(self) -> Self:
        """An order can refer to a medicine of the same Bundle, and say nothing else of it."""
        held: dict[str, CodeableConcept] = {}
        for entry in self.entry:
            if isinstance(entry.resource, Medication):
                held[f"Medication/{entry.resource.id}"] = entry.resource.code
                held[entry.full_url] = entry.resource.code
        for each in self.of(Medicated) if held else ():
            name = each.medication_reference.reference
            code = held.get(name) or held.get("/".join(name.split("/")[-2:]))
            if name and code and not each.medication.every:
                each.medication_codeable_concept = code
        return self

    @property
    def has_more(self) -> bool:
        """Whether there are further pages."""
        return any(each.relation == "next" for each in self.link)

    def of(self, kind: type) -> list[Any]:
        """Its resources of one type, in their order."""
        return [entry.resource for entry in self.entry if isinstance(entry.resource, kind)]
