"""Files of fixtures/knowledge -> checked rows. Nothing is half-read: faults refuse the whole."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

# Importing these registers their checks.
from pgx.knowledge import (
    checks,  # noqa: F401
    claim_checks,  # noqa: F401
    evidence_checks,  # noqa: F401
    literature_checks,  # noqa: F401
    observation_checks,  # noqa: F401
    registry,
    statement_checks,  # noqa: F401
)
from pgx.knowledge.errors import Fault, KnowledgeRefused
from pgx.knowledge.tables import LATER, TABLES, Table

Rows = dict[str, list[Table]]
LABEL = "release.json"


class Label(BaseModel):
    """release.json: what this content is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str = Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$", max_length=32)
    released_on: datetime.date
    notes: str = Field(pattern=r"^[^\x00]+$")


@dataclass(frozen=True)
class Content:
    """The label and every table of a release."""

    label: Label
    rows: Rows


def read(folder: Path) -> Content:
    """Read and check a folder of tables.

    Raises KnowledgeRefused with every fault found: file, line, column and reason.
    """
    content = parse(folder)
    if faults := registry.row_faults(content.rows):
        raise KnowledgeRefused(faults)
    return content


def parse(folder: Path) -> Content:
    """Read a folder of tables row by row, without the checks across tables."""
    faults = [*_strange_files(folder)]
    label = _read_label(folder / LABEL, faults)
    rows = {name: list(_read_table(folder, name, faults)) for name in TABLES}
    if faults or label is None:
        raise KnowledgeRefused(faults)
    return Content(label, rows)


def _strange_files(folder: Path) -> Iterator[Fault]:
    """A file that no table reads would be left out in silence."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in TABLES:
            yield Fault(path.name, 0, "", "no table has this name")


def _read_text(path: Path, faults: list[Fault]) -> str | None:
    """The text of a file: UTF-8 without byte order mark or NUL; None where it is not."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", "the file is missing"))
        return None
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read: {error.strerror}"))
        return None
    return decode(path.name, content, faults)


def decode(file: str, content: bytes, faults: list[Fault]) -> str | None:
    """The text of a file's bytes; None, and a fault, where they are no text."""
    if content.startswith(codecs.BOM_UTF8):
        faults.append(Fault(file, 1, "", "begins with a byte order mark: save as UTF-8 without"))
        return None
    if (place := content.find(b"\0")) >= 0:
        faults.append(Fault(file, _line(content, place), "", "holds a NUL: not a text file"))
        return None
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        reason = f"byte 0x{content[error.start]:02x} is not UTF-8"
        faults.append(Fault(file, _line(content, error.start), "", reason))
        return None


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _read_label(path: Path, faults: list[Fault]) -> Label | None:
    text = _read_text(path, faults)
    if text is None:
        return None
    try:
        return Label.model_validate(json.loads(text))
    except ValidationError as error:
        faults.extend(_cell_faults(path.name, 0, error))
    except json.JSONDecodeError as error:
        faults.append(Fault(path.name, error.lineno, "", f"not JSON: {error.msg}"))
    except (RecursionError, ValueError):
        faults.append(Fault(path.name, 0, "", "not JSON that anybody meant"))
    return None


def _read_table(folder: Path, name: str, faults: list[Fault]) -> Iterator[Table]:
    file, table = f"{name}.csv", TABLES[name]
    if name in LATER and not (folder / file).exists():
        return
    text = _read_text(folder / file, faults)
    records = _records(file, text, faults) if text is not None else iter(())
    _, header = next(records, (0, None))
    if header is None:
        return
    wrong = list(_header_faults(file, header, table))
    faults.extend(wrong)
    for line, cells in () if wrong else records:
        if row := _read_row(file, table, line, header, cells, faults):
            yield row


def _records(file: str, text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The records with the line on which each starts: a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if cells or start == 1:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, start, "", f"not CSV: {error}"))
    if start == 1 and not text:
        faults.append(Fault(file, 1, "", "the file is empty"))


def _header_faults(file: str, header: list[str], table: type[Table]) -> Iterator[Fault]:
    for column, field in table.model_fields.items():
        if column not in header and field.is_required():
            yield Fault(file, 1, column, "the column is missing")
    for place, column in enumerate(header):
        if column not in table.model_fields:
            yield Fault(file, 1, column, "no such column")
        elif column in header[:place]:
            yield Fault(file, 1, column, "the column is there twice")


def _read_row(
    file: str, table: type[Table], line: int, header: list[str], cells: list[str],
    faults: list[Fault],
) -> Table | None:  # fmt: skip
    if ragged := list(_shape_faults(file, line, header, cells)):
        faults.extend(ragged)
        return None
    try:
        return table.model_validate(dict(zip(header, cells, strict=True))).at(line)
    except ValidationError as error:
        faults.extend(_cell_faults(file, line, error))
        return None


def _shape_faults(file: str, line: int, header: list[str], cells: list[str]) -> Iterator[Fault]:
    if len(cells) != len(header):
        column = header[min(len(cells), len(header) - 1)]
        reason = f"the row has {len(cells)} cells, the header {len(header)}"
        yield Fault(file, line, column, reason)
    for column, cell in zip(header, cells, strict=False):
        if "\r" in cell:  # Python 3.11 writes one without quotes, so it would not come back
            yield Fault(file, line, column, "holds a carriage return")


def _cell_faults(file: str, line: int, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors():
        column = str(each["loc"][0]) if each["loc"] else ""
        yield Fault(file, line, column, f"{each['msg']} (found {_short(each['input'])})")


def _short(value: Any, most: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]}…"
