"""Brand names -> the medicine, from fixtures/ehr/brands.csv: records often say nothing else."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from pgx.science.co_medications import key, names
from pgx.science.knowledge import Knowledge

FILE = settings.BASE_DIR / "fixtures" / "ehr" / "brands.csv"


class Brand(BaseModel):
    """A brand name of one medicine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    brand: str = Field(min_length=1)
    drug: str = Field(min_length=1)
    source: str = Field(min_length=1)
    confidence: Literal["verified", "recalled"]


@cache
def brands() -> Mapping[str, str]:
    """The medicine by how a brand is recognized; read once a process. Raises ValidationError."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = TypeAdapter(list[Brand]).validate_python(list(csv.DictReader(file)))
    return MappingProxyType({key(row.brand): row.drug for row in rows})


def faults(knowledge: Knowledge) -> list[str]:
    """The brands of medicines that the knowledge base does not know."""
    known, rows = names(knowledge), brands().items()
    return [f"{brand}: {drug} is not known" for brand, drug in rows if key(drug) not in known]
