"""Files of fixtures/knowledge -> checked rows. Nothing is half-read: faults refuse the whole."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pgx.knowledge.checks import check
from pgx.knowledge.errors import Fault, KnowledgeRefused
from pgx.knowledge.tables import TABLES, Table

Rows = dict[str, list[Table]]


class Label(BaseModel):
    """release.json: what this content is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    released_on: datetime.date
    notes: str


@dataclass(frozen=True)
class Content:
    """The label and every table of a release."""

    label: Label
    rows: Rows


def read(folder: Path) -> Content:
    """Read and check a folder of tables.

    Raises KnowledgeRefused with every fault found: file, line, column and reason.
    """
    faults: list[Fault] = []
    label = _read_label(folder / "release.json", faults)
    rows = {name: list(_read_table(folder, name, faults)) for name in TABLES}
    if not faults:
        faults = list(check(rows))
    if faults or label is None:
        raise KnowledgeRefused(faults)
    return Content(label, rows)


def _read_label(path: Path, faults: list[Fault]) -> Label | None:
    try:
        return Label.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", "the file is missing"))
    except ValueError as error:
        faults.append(Fault(path.name, 0, "", str(error).splitlines()[-1]))
    return None


def _read_table(folder: Path, name: str, faults: list[Fault]) -> Iterator[Table]:
    file, table = f"{name}.csv", TABLES[name]
    if not (folder / file).exists():
        faults.append(Fault(file, 0, "", "the file is missing"))
        return
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, restkey="(beyond the header)", restval=None)
        wrong = set(reader.fieldnames or ()) ^ set(table.model_fields)
        if wrong:
            faults.extend(_header_fault(file, column, table) for column in sorted(wrong))
            return
        for cells in reader:
            try:
                yield table.model_validate(cells)
            except ValidationError as error:
                faults.extend(_cell_faults(file, reader.line_num, error))


def _header_fault(file: str, column: str, table: type[Table]) -> Fault:
    missing = column in table.model_fields
    return Fault(file, 1, column, "the column is missing" if missing else "no such column")


def _cell_faults(file: str, line: int, error: ValidationError) -> list[Fault]:
    return [
        Fault(file, line, str(each["loc"][0]), f"{each['msg']} (found {each['input']!r})")
        for each in error.errors()
    ]
