"""The parts of FHIR R4 resources that we read, declared.

Members that are not declared are ignored: resources have many, and extensions.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    Tag,
    model_validator,
)
from pydantic.alias_generators import to_camel

MOST_ENTRIES = 200  # one patient's genotypes, or the orders of one signature
MOST_TEXTS = 10  # a concept says one thing, in a few code systems
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Declared(BaseModel):
    """Python's names here, FHIR's names in JSON."""

    model_config = ConfigDict(alias_generator=to_camel)


class Coding(Declared):
    """A code of a system."""

    system: str = ""
    code: str = ""
    display: str = ""


class CodeableConcept(Declared):
    """A concept in codes, in words or both."""

    coding: list[Coding] = []
    text: str = ""

    def codes(self, system: str) -> list[str]:
        """Its codes in one system."""
        return [coding.code for coding in self.coding if coding.system == system][:MOST_TEXTS]

    @property
    def texts(self) -> list[str]:
        """What it says in words: the text first, then what its codes display."""
        said = [self.text, *(coding.display for coding in self.coding)]
        return [text.strip() for text in said if text.strip()][:MOST_TEXTS]


class Reference(Declared):
    """Where another resource is."""

    reference: str = ""


class Valued(Declared):
    """What an Observation and its components share: a code and a value in words."""

    code: CodeableConcept
    value_codeable_concept: CodeableConcept = CodeableConcept()
    value_string: str = ""

    @property
    def value(self) -> str:
        """The value in words; empty where it has none."""
        return [*self.value_codeable_concept.texts, self.value_string.strip()][0]


class Observation(Valued):
    """A genotype, or something else that was observed."""

    resource_type: Literal["Observation"]
    id: str = ""
    status: str = ""
    subject: Reference = Reference()
    component: list[Valued] = Field(default=[], max_length=MOST_ENTRIES)


class Repeat(Declared):
    """How often."""

    frequency: int = 1
    frequency_max: int | None = None
    period: Finite | None = None
    period_max: Finite | None = None
    period_unit: str = ""
    day_of_week: list[str] = []


class Timing(Declared):
    """When."""

    repeat: Repeat = Repeat()


class Quantity(Declared):
    """How much."""

    value: Finite | None = None
    comparator: str = ""
    unit: str = ""
    code: str = ""


class DoseAndRate(Declared):
    """The dose of one administration."""

    dose_quantity: Quantity = Quantity()


class Dosage(Declared):
    """One instruction of an order."""

    timing: Timing | None = None
    as_needed_boolean: bool = False
    as_needed_codeable_concept: CodeableConcept | None = None
    dose_and_rate: list[DoseAndRate] = []


class MedicationRequest(Declared):
    """An order of a drug."""

    resource_type: Literal["MedicationRequest"]
    id: str = ""
    status: str = ""
    subject: Reference = Reference()
    do_not_perform: bool = False
    medication_codeable_concept: CodeableConcept = CodeableConcept()
    dosage_instruction: list[Dosage] = []
    _sent: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def sent(self) -> dict[str, Any]:
        """The whole resource as it was sent, with the members that are not declared here."""
        return self._sent

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        """An update needs every member of an order."""
        order = validate(given)
        if isinstance(given, dict):
            order._sent = given
        return order


class MedicationStatement(Declared):
    """A drug that is or was taken."""

    resource_type: Literal["MedicationStatement"]
    id: str = ""
    status: str = ""
    subject: Reference = Reference()
    medication_codeable_concept: CodeableConcept = CodeableConcept()


class DiagnosticReport(Declared):
    """A report of laboratory results: of one that is not done yet, only the status speaks."""

    resource_type: Literal["DiagnosticReport"]
    id: str = ""
    status: str = ""
    subject: Reference = Reference()
    code: CodeableConcept = CodeableConcept()
    effective_date_time: str = ""
    issued: str = ""


class Other(Declared):
    """A resource that we do not read."""

    resource_type: str
    id: str = ""


TAGS = ("DiagnosticReport", "MedicationRequest", "MedicationStatement", "Observation", "Other")


def _tag(resource: Any) -> str:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    return kind if kind in TAGS else "Other"


class Entry(Declared):
    """A place in a bundle."""

    resource: (
        Annotated[
            Annotated[DiagnosticReport, Tag("DiagnosticReport")]
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

    @property
    def has_more(self) -> bool:
        """Whether there are further pages."""
        return any(each.relation == "next" for each in self.link)

    def of(self, kind: type) -> list[Any]:
        """Its resources of one type, in their order."""
        return [entry.resource for entry in self.entry if isinstance(entry.resource, kind)]
