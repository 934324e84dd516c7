"""A class file of invented people, and what must come of it."""

import csv
import io
import itertools
from collections import Counter
from dataclasses import dataclass, field

DRUGS = ("escitalopram", "sertraline", "paroxetine")
COLUMNS = ("subject", "5-HTTLPR", "rs6295", "rs6265", "CYP2C19", "CYP2D6", "drug")
GENOTYPES = (("L/L", "L/S", "S/S"), ("C/C", "C/G"), ("Val/Val", "Val/Met", "./."),
             ("*1/*1", "*1/*2", "*2/*2", "?"), ("*1/*1", "*1/*4", "*4/*4"))  # fmt: skip
# Every so many rows the subject was there before, the drug is unknown, a cell is missing.
AGAIN, UNKNOWN, SHORT = 211, 97, 103


@dataclass
class ClassFile:
    """A file, the lines that belong into the results, and those that belong into the errors."""

    rows: int
    good: Counter[tuple[str, ...]] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        lines = [",".join(COLUMNS), *itertools.starmap(self._line, self._people())]
        self.content = ("\n".join(lines) + "\n").encode()

    def _people(self):
        genotypes = itertools.cycle(itertools.product(*GENOTYPES))
        return enumerate(itertools.islice(genotypes, self.rows), start=2)

    def _line(self, line: int, genotypes: tuple[str, ...]) -> str:
        subject = f"S{line - line % 2 if line % AGAIN == 0 else line}"
        drug = "nosuchdrug" if line % UNKNOWN == 0 else DRUGS[line % len(DRUGS)]
        cells = [subject, *genotypes, drug][: -1 if line % SHORT == 0 else None]
        if line % UNKNOWN == 0 or line % SHORT == 0:
            self.bad[str(line)] += 1
        else:
            self.good[str(line), subject, drug] += 1
        return ",".join(cells)

    def is_told_whole(self, results: bytes, errors: bytes) -> None:
        """Every subject and regimen is once in the results, or its line once in the errors."""
        found = Counter((row["line"], row["subject"], row["drug"]) for row in read(results))
        assert found == self.good
        assert Counter({row["line"]: 1 for row in read(errors)}) == self.bad


def read(content: bytes) -> csv.DictReader:
    """The rows of a CSV file."""
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
