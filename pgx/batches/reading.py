"""A genotype CSV -> usable rows and rows with errors."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.assessments.question import Question, Regimen, check, find_marker
from pgx.batches.errors import FileRefused, RowError
from pgx.science.knowledge import Knowledge

SUBJECT, DRUG, DOSE = "subject", "drug", "dose_mg_per_day"
PERSONAL = ("name", "birth", "dob", "mrn", "record_number", "mail", "address", "phone", "ssn")


@dataclass(frozen=True)
class Header:
    """What each column is: a marker by column name, and columns that are not recognized."""

    columns: tuple[str, ...]
    markers: Mapping[str, str]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class SubjectRow:
    """One usable row: where it stood, who, with which regimen, and the texts by marker."""

    line: int
    subject: str
    regimen: Regimen
    genotypes: Mapping[str, str]


@dataclass
class Reading:
    """What was read: the header, the usable rows, the errors."""

    header: Header
    rows: list[SubjectRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read(stream: TextIO, knowledge: Knowledge, default: Regimen | None) -> Reading:
    """Read a wide CSV: one row a subject. Raises FileRefused where nothing can be read.

    A cell that cannot be read as a genotype does not spoil its row; a row without a
    usable subject or regimen becomes an error, and the others go on.
    """
    lines = csv.reader(stream)
    reading = Reading(read_header(next(lines, []), knowledge))
    for cells in lines:
        if cells:
            _read_row(reading, lines.line_num, cells, knowledge, default)
    if not reading.rows and not reading.errors:
        raise FileRefused("The file has a header and no row below it. Add one row a subject.")
    return reading


def read_header(cells: Iterable[str], knowledge: Knowledge) -> Header:
    """Map columns to markers. Raises FileRefused for a header that cannot be used."""
    columns = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
    if not any(columns):
        raise FileRefused("The file is empty. Its first line must name the columns.")
    _refuse_duplicates(columns)
    _refuse_personal(columns)
    found = {column: find_marker(knowledge, column) for column in columns}
    markers = {column: marker.marker for column, marker in found.items() if marker}
    if SUBJECT not in columns:
        raise FileRefused(f"No column is called {SUBJECT}. Add one with a code for each row.")
    if not markers:
        known = ", ".join(knowledge.markers)
        raise FileRefused(f"No column is a marker that Raphe knows. Known: {known}.")
    unknown = tuple(c for c in columns if c not in markers and c not in (SUBJECT, DRUG, DOSE))
    return Header(columns, markers, unknown)


def unknown_column(knowledge: Knowledge, column: str) -> str:
    """What to say of a column that is not recognized."""
    return f"{column} is not a marker that Raphe knows. {nearest(column, knowledge.markers)}"


def _refuse_duplicates(columns: tuple[str, ...]) -> None:
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise FileRefused(f"The column {twice[0] or '(no name)'} is there twice. Keep one.")


def _refuse_personal(columns: tuple[str, ...]) -> None:
    for column in columns:
        if any(word in column.lower().replace(" ", "_") for word in PERSONAL):
            raise FileRefused(
                f"The column {column} looks like personal data. Raphe is for teaching and takes "
                "no identifiers: remove the column and use invented codes."
            )


def _read_row(
    reading: Reading,
    line: int,
    cells: list[str],
    knowledge: Knowledge,
    default: Regimen | None,
) -> None:
    columns = reading.header.columns
    if len(cells) != len(columns):
        message = f"The row has {len(cells)} cells; the header has {len(columns)}."
        hint = "Quote a cell that contains a comma."
        reading.errors.append(RowError(line, "", "", "wrong_number_of_cells", message, hint))
        return
    row = dict(zip(columns, cells, strict=True))
    errors = list(_row_errors(line, row, knowledge, default))
    reading.errors += errors
    if not errors:
        regimen = _regimen(row, default)
        genotypes = {marker: row[column] for column, marker in reading.header.markers.items()}
        checked = check(knowledge, Question(regimens=(regimen,)))
        subject = row[SUBJECT].strip()
        reading.rows.append(SubjectRow(line, subject, checked.regimens[0], genotypes))


def _row_errors(
    line: int, row: Mapping[str, str], knowledge: Knowledge, default: Regimen | None
) -> Iterator[RowError]:
    if not row[SUBJECT].strip():
        hint = "Give each row a code, such as S001."
        yield RowError(line, SUBJECT, "", "no_subject", "The row has no subject.", hint)
    try:
        check(knowledge, Question(regimens=(_regimen(row, default),)))
    except ValueError:
        hint = "Write a number of mg a day, such as 10."
        message = f"{row[DOSE]} is not a number."
        yield RowError(line, DOSE, row[DOSE], "dose_out_of_range", message, hint)
    except QuestionRefused as refused:
        yield from (_of_field(line, row, error) for error in refused.errors)


def _regimen(row: Mapping[str, str], default: Regimen | None) -> Regimen:
    """The row's own regimen, else the file's. Raises ValueError for a dose that is no number."""
    drug, dose = row.get(DRUG, "").strip(), row.get(DOSE, "").strip()
    if not drug and default:
        drug, own = default.drug, default.dose_mg_per_day
        return Regimen(drug, float(dose) if dose else own)
    return Regimen(drug, float(dose) if dose else None)


def _of_field(line: int, row: Mapping[str, str], error: FieldError) -> RowError:
    column = error.field.rpartition(".")[2]
    return RowError(line, column, row.get(column, ""), error.code, error.message, error.hint)
