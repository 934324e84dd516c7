"""What was understood of a file, as it is stored and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.batches.header import DRUG
from pgx.batches.intake.columns import Column
from pgx.batches.options import Options


@dataclass(frozen=True)
class FirstRow:
    """One of the first rows: who, with which regimen, each call, and what is wrong.

    A call has the texts `given`, `status`, `genotype` and `reason`, by marker.
    """

    line: int
    subject: str
    regimen: str
    calls: Mapping[str, Mapping[str, str]]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """How a file is read. `expected_rows` are those of the results' subjects; an estimate
    from the file's head where `is_exact` is not set, as is `bytes_unpacked`.

    `markers_missing` are the markers of the release that the file lacks; of a long file
    `marker_names` are the markers' names in its head, as columns are.
    """

    compression: str
    encoding: str
    delimiter: str
    layout: str
    columns: tuple[Column, ...]
    expected_rows: int
    is_exact: bool
    bytes_unpacked: int
    markers_missing: tuple[str, ...]
    first: tuple[FirstRow, ...]
    marker_names: tuple[Column, ...] = ()

    @property
    def names_drugs(self) -> bool:
        """Whether the file has a column of drugs; else a regimen must be chosen."""
        return any(column.meaning == DRUG for column in self.columns)

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Understood:
        """From what is stored."""
        return cls(
            **{
                **stored,
                "columns": tuple(Column(**each) for each in stored["columns"]),
                "markers_missing": tuple(stored["markers_missing"]),
                "first": tuple(
                    FirstRow(**{**each, "faults": tuple(each["faults"])})
                    for each in stored["first"]
                ),
                "marker_names": tuple(Column(**each) for each in stored["marker_names"]),
            }
        )


def refuse_no_drug(understood: Understood, options: Options) -> None:
    """Raise QuestionRefused where no row could say which drug is meant."""
    if not understood.names_drugs and not options.regimens:
        hint = "Choose a regimen for the whole file, or add a drug column."
        raise QuestionRefused([FieldError("regimens", "no_drug", "The file says no drug.", hint)])
