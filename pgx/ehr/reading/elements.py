"""The elements of FHIR R4 resources that we read, declared.

Members that are not declared are ignored: resources have many, and extensions.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

LONGEST_REFERENCE = 1000
MOST_TEXTS = 10  # a concept says one thing, in a few code systems
Finite = Annotated[float, Field(allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]  # FHIR's integer; a larger one is no number


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

    @property
    def every(self) -> list[str]:
        """What it says in words or, without words, in codes."""
        return [*self.texts, *(coding.code for coding in self.coding if coding.code)]


class Reference(Declared):
    """Where another resource is, and what it is in words."""

    reference: str = Field("", max_length=LONGEST_REFERENCE)  # many resources repeat it
    display: str = ""


# DSTU2 says "patient" where R4 says "subject".
Subject = Annotated[
    Reference, Field(default=Reference(), validation_alias=AliasChoices("subject", "patient"))
]


class Repeat(Declared):
    """How often."""

    frequency: Whole = 1
    frequency_max: Whole | None = None
    period: Finite | None = None
    period_max: Finite | None = None
    # DSTU2 has "periodUnits".
    period_unit: str = Field("", validation_alias=AliasChoices("periodUnit", "periodUnits"))
    day_of_week: list[str] = []


class Timing(Declared):
    """When: by numbers, or by a code such as BID."""

    repeat: Repeat = Field(default_factory=Repeat)
    code: CodeableConcept = Field(default_factory=CodeableConcept)


class Quantity(Declared):
    """How much."""

    value: Finite | None = None
    comparator: str = ""
    unit: str = ""
    system: str = ""
    code: str = ""


class DoseAndRate(Declared):
    """The dose of one administration."""

    dose_quantity: Quantity | None = None
    rate_quantity: Quantity | None = None


class Dosage(Declared):
    """One instruction of an order; before R4 the quantity stands on the instruction itself."""

    timing: Timing | None = None
    as_needed_boolean: bool = False
    as_needed_codeable_concept: CodeableConcept | None = None
    dose_and_rate: list[DoseAndRate] = []
    dose_quantity: Quantity | None = None
