"""`manage.py sample_class`: an invented class data set, with the faults that real ones have."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandParser

from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge
from pgx.science.population import draw

# Cells that a class has to learn from: column, text.
BAD_CELLS = (
    ("rs6265", "A/Q"),
    ("rs6295", "C/C"),
    ("rs6295", "G/G"),
    ("CYP2C19", "*1/*99"),
    ("CYP2C19", "*1"),
    ("5-HTTLPR", "M/S"),
    ("rs25531", "A/C"),
    ("drug", "escitaloprm"),
    ("dose_mg_per_day", "-5"),
    ("dose_mg_per_day", "ten"),
    ("subject", ""),
)
MISSING_TEXTS = ("", "NA", "./.", "not tested")
MISSING_SHARE = 0.03


class Command(BaseCommand):
    """Draw invented subjects from published allele frequencies and write them as CSV."""

    help = "Make an invented class data set, reproducible by its seed."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, from which frequencies, where to."""
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--subjects", type=int, default=200)
        parser.add_argument("--group", default="EUR", help="whose allele frequencies")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; the same seed gives the same bytes."""
        rng = np.random.default_rng(options["seed"])
        knowledge = releases.find()
        columns = _columns(knowledge, options["group"], options["subjects"], rng)
        _spoil(columns, knowledge, rng)
        with options["out"].open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))


def _columns(
    knowledge: Knowledge, group: str, subjects: int, rng: np.random.Generator
) -> dict[str, list[str]]:
    drugs = [drug for drug in knowledge.drugs.values() if drug.kind == "antidepressant"]
    used = [marker.marker for marker in knowledge.markers.values() if marker.used_in_model]
    panel = draw(knowledge, group, subjects, rng)
    chosen = [drugs[index] for index in rng.integers(len(drugs), size=subjects)]
    return {
        "subject": [f"S{number:03}" for number in range(1, subjects + 1)],
        **{marker: panel[marker] for marker in used},
        "drug": [drug.drug for drug in chosen],
        "dose_mg_per_day": [f"{drug.value('reference_dose'):g}" for drug in chosen],
    }


def _spoil(columns: dict[str, list[str]], knowledge: Knowledge, rng: np.random.Generator) -> None:
    """Leave some genotypes out, and put each bad cell into a row of its own."""
    subjects = len(columns["subject"])
    for marker in filter(columns.__contains__, knowledge.markers):
        for row in np.flatnonzero(rng.random(subjects) < MISSING_SHARE):
            columns[marker][row] = str(rng.choice(MISSING_TEXTS))
    rows = rng.choice(subjects, size=len(BAD_CELLS), replace=False)
    for row, (column, text) in zip(rows, BAD_CELLS, strict=True):
        columns[column][row] = text
