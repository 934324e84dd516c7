"""The synthetic teaching patients: read from fixtures/patients, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from pgx.assessments.question import find_marker
from pgx.science.co_medications import key, names
from pgx.science.knowledge import Knowledge
from pgx.science.panel import read_calls

FILE = settings.BASE_DIR / "fixtures" / "patients" / "patients.json"
FAMILY = "Teaching-Synthetic"


class Described(BaseModel):
    """No member but the declared ones, so that a misspelt one is found."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Medicine(Described):
    """A medicine that is taken or ordered."""

    name: str
    dose_mg_per_day: float | None = Field(default=None, gt=0)
    unknown: bool = False


class Diagnosis(Described):
    """A diagnosis in a code of ICD-10 and in words."""

    icd10: str
    text: str


class TeachingPatient(Described):
    """One invented person, and what a learner sees in them."""

    id: str = Field(pattern=r"^teaching-\d\d$")
    given: str
    gender: Literal["female", "male", "other", "unknown"]
    birth_year: int = Field(ge=1930, le=2008)
    ancestry: str
    shows: str
    genetics: Literal["reported", "pending", "none"]
    genotypes: dict[str, tuple[str, ...]] = {}
    not_called: tuple[str, ...] = ()
    takes: tuple[Medicine, ...] = ()
    orders: tuple[Medicine, ...] = ()
    conditions: tuple[Diagnosis, ...] = Field(min_length=1)

    @field_validator("genotypes", mode="before")
    @classmethod
    def _several(cls, given: dict[str, str | list[str]]) -> dict[str, list[str]]:
        """One text is a list of one."""
        return {name: [text] if isinstance(text, str) else text for name, text in given.items()}

    @property
    def record_number(self) -> str:
        """A number that no hospital gives."""
        return f"RAPHE-{self.id.upper()}"

    def observation(self, kind: str, marker: str, place: int = 1) -> str:
        """The id of an Observation on a marker: of the first text, unless `place` says which."""
        return f"{self.id}-{kind}-{marker.lower()}-{place}"


@cache
def teaching_patients() -> tuple[TeachingPatient, ...]:
    """Every patient, in the order of the file; read once a process."""
    return TypeAdapter(tuple[TeachingPatient, ...]).validate_json(FILE.read_bytes())


def faults(knowledge: Knowledge, patient: TeachingPatient) -> list[str]:
    """What of a patient the knowledge base does not know, but where the file says so."""
    medicines = [*patient.takes, *patient.orders]
    found = [fault for each in medicines for fault in _medicine_faults(knowledge, each)]
    for marker, texts in patient.genotypes.items():
        found += _genotype_faults(knowledge, marker, texts, marker not in patient.not_called)
    if (patient.genetics == "reported") != bool(patient.genotypes):
        found.append(f"genetics is {patient.genetics}, genotypes: {len(patient.genotypes)}")
    return [f"{patient.id}: {fault}" for fault in found]


def _medicine_faults(knowledge: Knowledge, medicine: Medicine) -> Iterator[str]:
    known = key(medicine.name) in names(knowledge)
    if known == medicine.unknown:
        yield f"{medicine.name} is {'known' if known else 'not known'}"


def _genotype_faults(
    knowledge: Knowledge, name: str, texts: tuple[str, ...], should_be_called: bool
) -> Iterator[str]:
    marker = find_marker(knowledge, name)
    if not marker:
        yield f"{name} is no marker"
        return
    call = read_calls(marker, texts)
    if (call.status == "called") != should_be_called:
        yield f"{name} {' and '.join(texts)} is {call.status}"
