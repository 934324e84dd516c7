"""Codes of products -> the drug and the strength, from fixtures/ehr/product_codes.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

from django.conf import settings
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from pgx.ehr.fhir.codes import RXNORM
from pgx.ehr.reading.elements import CodeableConcept
from pgx.science.co_medications import key, names
from pgx.science.knowledge import Knowledge

FILE = settings.BASE_DIR / "fixtures" / "ehr" / "product_codes.csv"
# A number of mg that is no part of a range, and no amount for each mL or hour.
STRENGTH = re.compile(r"(?<![\d.,–-])(\d+(?:\.\d+)?)\s*mg\b(?!\s*/)", re.IGNORECASE)
SEVERAL = ("/", "+")  # between the drugs of a combination
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Product(BaseModel):
    """A drug with its strength and form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^\d+$")
    drug: str = Field(min_length=1)
    name: str = Field(min_length=1)
    # Nothing where a name says no strength of one tablet or capsule.
    strength_mg: Annotated[Positive | None, BeforeValidator(lambda text: text or None)]
    source: str = Field(min_length=1)
    confidence: Literal["verified"]


@cache
def products() -> Mapping[str, Product]:
    """Every product by its RxNorm code; read once a process. Raises ValidationError."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = TypeAdapter(list[Product]).validate_python(list(csv.DictReader(file)))
    return MappingProxyType({row.code: row for row in rows})


def faults(knowledge: Knowledge) -> list[str]:
    """The products of medicines that the knowledge base does not know."""
    known = names(knowledge)
    rows = products().values()
    return [f"{row.code}: {row.drug} is not known" for row in rows if key(row.drug) not in known]


def products_of(medication: CodeableConcept) -> list[Product]:
    """The products of its RxNorm codes."""
    found = (products().get(code) for code in medication.codes(RXNORM))
    return [product for product in found if product]


def strength_of(medication: CodeableConcept, drug: str) -> float | None:
    """The mg of one tablet or capsule, by product code, else by name; None where not plain."""
    known = {each.strength_mg for each in products_of(medication) if each.drug == drug}
    found = known or {_strength(text) for text in _with_digits(medication.texts)}
    return found.pop() if len(found) == 1 else None


def _strength(text: str) -> float | None:
    """The one strength that a product's name has."""
    given = set(STRENGTH.findall(text))
    is_one = len(given) == 1 and not any(sign in text for sign in SEVERAL)
    return float(given.pop()) if is_one else None


def _with_digits(texts: Iterable[str]) -> list[str]:
    """A name without a number says nothing of a strength."""
    return [text for text in texts if any(letter.isdigit() for letter in text)]
