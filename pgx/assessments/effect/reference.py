"""The reference panels: a fixed class of invented people, one regimen each, as a CSV file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from pgx.assessments.question import Question, Regimen, read_dose, split_co_medications

FILE = settings.BASE_DIR / "fixtures" / "panels" / "reference.csv"
OTHERS = ("subject", "orientation", "drug", "dose_mg_per_day", "co_medications")


@dataclass(frozen=True, eq=False)
class ReferencePanel:
    """Whose panel it is, and what is asked of it: one regimen.

    Compared by identity: it is read once a process.
    """

    subject: str
    question: Question

    @property
    def drug(self) -> str:
        """The drug that it is about."""
        return self.question.regimens[0].drug


@cache
def reference_panels() -> tuple[ReferencePanel, ...]:
    """Every panel, in the order of the file; read once a process."""
    with FILE.open(newline="", encoding="utf-8") as stream:
        return tuple(map(_panel, csv.DictReader(stream)))


def _panel(cells: dict[str, str]) -> ReferencePanel:
    regimen = Regimen(cells["drug"], read_dose(cells["dose_mg_per_day"]))
    question = Question(
        {name: text for name, text in cells.items() if name not in OTHERS},
        cells["orientation"] or None,
        (regimen,),
        co_medications=split_co_medications(cells["co_medications"]),
        detail="summary",
    )
    return ReferencePanel(cells["subject"], question)
