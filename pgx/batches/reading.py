"""A genotype CSV -> usable rows and rows with errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import (
    ORIENTATIONS,
    Checked,
    Question,
    Regimen,
    check,
    orientation_fault,
    read_dose,
    split_co_medications,
)
from pgx.batches.errors import FileRefused, RowError
from pgx.batches.header import CO_MEDICATIONS, DOSE, DRUG, ORIENTATION, SUBJECT, Header, read_header
from pgx.batches.records import Record, Records, unclosed
from pgx.echo import short
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation

CLOSE = 'Close the quote (") in this line, or write two of them for one that is meant.'


@dataclass(frozen=True)
class SubjectRow:
    """One usable row: where it began, who, with which regimen, and the texts by marker.

    `orientation` is what the row itself says of its letters.
    """

    line: int
    subject: str
    regimen: Regimen
    genotypes: Mapping[str, str]
    orientation: Orientation | None = None
    co_medications: tuple[str, ...] = ()


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
    records = Records(stream)
    first = next(records, Record(1, 1, []))
    if first.fault:
        raise FileRefused(f"The names of the columns cannot be read. {first.fault}")
    reading = Reading(read_header(first.cells, knowledge, default is not None))
    for record in records:
        broken = _broken(reading.header, record)
        if broken:
            reading.errors.append(broken)
            records.give_back()
        elif record.cells:
            _read_row(reading, record, knowledge, default)
    if not reading.rows and not reading.errors:
        raise FileRefused("The file has a header and no row below it. Add one row a subject.")
    return reading


def _broken(header: Header, record: Record) -> RowError | None:
    """Why a record cannot be taken apart into its cells, or None."""
    line, cells = record.line, record.cells
    if record.fault:
        hint = "Shorten it." if "longer" in record.fault else CLOSE
        return RowError(line, "", "", "unreadable_row", record.fault, hint)
    if not cells:
        return None
    wrong = len(cells) != len(header.columns)
    if record.last > line and (wrong or _is_over_lines(header, cells)):
        return RowError(line, "", "", "unreadable_row", unclosed(line), CLOSE)
    if wrong:
        message = f"The row has {len(cells)} cells; the header has {len(header.columns)}."
        hint = "Quote a cell that contains a comma."
        return RowError(line, "", "", "wrong_number_of_cells", message, hint)
    return None


def _is_over_lines(header: Header, cells: list[str]) -> bool:
    """Whether a cell that is read goes over lines: then a quote took the rows after it."""
    places = (*header.markers, *header.controls.values())
    return any("\n" in cells[place].strip() or "\r" in cells[place].strip() for place in places)


def _read_row(
    reading: Reading, record: Record, knowledge: Knowledge, default: Regimen | None
) -> None:
    """Add a usable row, or every error of one that is not."""
    header, cells = reading.header, record.cells
    errors = list(_own_errors(header, record))
    try:
        asked = _asked(header, cells, knowledge, default)
    except QuestionRefused as refused:
        errors += [_of_field(header, record, error) for error in refused.errors]
    if errors:
        reading.errors += errors
        return
    genotypes = {marker: cells[place] for place, marker in header.markers.items()}
    word = header.cell(cells, ORIENTATION).lower()
    strand = next((each for each in ORIENTATIONS if each == word), None)
    subject = header.cell(cells, SUBJECT)
    reading.rows.append(
        SubjectRow(record.line, subject, asked.regimens[0], genotypes, strand, asked.co_medications)
    )


def _own_errors(header: Header, record: Record) -> Iterator[RowError]:
    """What is wrong in the columns beside genotypes and regimen."""
    if not header.cell(record.cells, SUBJECT):
        error = FieldError(
            SUBJECT, "no_subject", "The row has no subject.", "Give each row a code, such as S001."
        )
        yield _of_field(header, record, error)
    word = header.cell(record.cells, ORIENTATION)
    fault = orientation_fault(ORIENTATION, word.lower()) if word else None
    if fault:
        yield _of_field(header, record, fault)


def _asked(
    header: Header, cells: list[str], knowledge: Knowledge, default: Regimen | None
) -> Checked:
    """The row's own regimen, else the file's, and its co-medications, checked.

    Raises QuestionRefused.
    """
    drug, dose = header.cell(cells, DRUG), header.cell(cells, DOSE)
    if not drug and not default:
        hint = "Name one in the row, or give --drug."
        raise QuestionRefused([FieldError(DRUG, "no_drug", "The row has no drug.", hint)])
    own = read_dose(dose) if dose else None
    if not drug and default:
        drug, own = default.drug, default.dose_mg_per_day if own is None else own
    beside = split_co_medications(header.cell(cells, CO_MEDICATIONS))
    question = Question(regimens=(Regimen(drug, own),), co_medications=beside)
    return check(knowledge, question)


def _of_field(header: Header, record: Record, error: FieldError) -> RowError:
    column = error.field.rpartition(".")[2]
    value = short(header.cell(record.cells, column))
    written = header.written(column)
    return RowError(record.line, written, value, error.code, error.message, error.hint)
