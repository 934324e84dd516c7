"""The FHIR R4 resources that we read, declared."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from pgx.ehr.fhir.codes import LOINC
from pgx.ehr.reading.elements import CodeableConcept, Declared, Dosage, Reference, Subject

MOST_ENTRIES = 200  # one patient's genotypes, or the orders of one signature


class Valued(Declared):
    """What an Observation and its components share: a code and a value in words."""

    code: CodeableConcept
    value_codeable_concept: CodeableConcept = Field(default_factory=CodeableConcept)
    value_string: str = ""

    @property
    def value(self) -> str:
        """The value in words, else a code that is one ("*1/*2"); an answer of LOINC is none."""
        concept = self.value_codeable_concept
        codes = (each.code.strip() for each in concept.coding if each.system != LOINC)
        return next(filter(None, [*concept.texts, self.value_string.strip(), *codes]), "")

    def value_is(self, answer: tuple[str, str]) -> bool:
        """Whether the value is an answer of LOINC, by its code or in words."""
        code, display = answer
        concept = self.value_codeable_concept
        words = {text.lower() for text in (*concept.texts, self.value_string)}
        return code in concept.codes(LOINC) or display.lower() in words


class Observation(Valued):
    """A genotype, or something else that was observed."""

    resource_type: Literal["Observation"]
    id: str = ""
    status: str = ""
    subject: Reference = Field(default_factory=Reference)
    data_absent_reason: CodeableConcept = Field(default_factory=CodeableConcept)
    component: list[Valued] = Field(default=[], max_length=MOST_ENTRIES)

    def parts(self, *codes: str) -> list[Valued]:
        """Its components with one of these LOINC codes."""
        return [part for part in self.component if set(codes) & set(part.code.codes(LOINC))]


class Medication(Declared):
    """A medicine that an order holds in itself, or that stands beside it in a Bundle."""

    id: str = ""
    code: CodeableConcept = Field(default_factory=CodeableConcept)


def _medications(contained: Any) -> list[Any]:
    """What else is contained may have any form."""
    given = contained if isinstance(contained, list) else []
    return [
        each
        for each in given
        if isinstance(each, dict) and each.get("resourceType") == "Medication"
    ]


class Medicated(Declared):
    """A resource of a medicine: a concept, or a reference to one."""

    id: str = ""
    status: str = ""
    subject: Subject
    medication_codeable_concept: CodeableConcept = Field(default_factory=CodeableConcept)
    medication_reference: Reference = Field(default_factory=Reference)
    contained: Annotated[list[Medication], BeforeValidator(_medications)] = []

    @property
    def medication(self) -> CodeableConcept:
        """The concept; else that of the contained medicine; else what the reference displays."""
        if self.medication_codeable_concept.every:
            return self.medication_codeable_concept
        name = self.medication_reference.reference.removeprefix("#")
        held = (each.code for each in self.contained if each.id == name and each.code.every)
        return next(held, CodeableConcept(text=self.medication_reference.display))


class MedicationRequest(Medicated):
    """An order of a drug; DSTU2 calls it MedicationOrder."""

    resource_type: Literal["MedicationRequest", "MedicationOrder"]
    do_not_perform: bool = False
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


class MedicationStatement(Medicated):
    """A drug that is or was taken."""

    resource_type: Literal["MedicationStatement"]


class DiagnosticReport(Declared):
    """A report of laboratory results: of one that is not done yet, only the status speaks."""

    resource_type: Literal["DiagnosticReport"]
    id: str = ""
    status: str = ""
    subject: Reference = Field(default_factory=Reference)
    code: CodeableConcept = Field(default_factory=CodeableConcept)
    effective_date_time: str = ""
    issued: str = ""
