"""What a row asks: its own drug, dose and co-medications, else the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from pgx.batches.header import DOSE, DRUG, ORIENTATION
from pgx.batches.options import Options
from pgx.echo import short
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation

WITH_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")  # 1,000: one, or a thousand


@dataclass(frozen=True)
class Asked:
    """The regimens of a row with its co-medications, in the release's words; or its errors."""

    regimens: tuple[Regimen, ...] = ()
    co_medications: tuple[str, ...] = ()
    errors: tuple[FieldError, ...] = ()


def judge(knowledge: Knowledge, options: Options, drug: str, dose: str, beside: str) -> Asked:
    """What one row asks, from the texts of its cells."""
    errors: list[FieldError] = []
    try:
        own = _read_dose(dose) if dose else None
    except QuestionRefused as refused:
        own, errors = None, list(refused.errors)
    regimens = (Regimen(drug, own),) if drug else _of_file(options, own)
    errors += _drug_faults(options, drug, dose)
    taken = split_co_medications(beside) if beside else options.co_medications
    found = _checked(knowledge, regimens, taken, errors)
    if errors or not found:
        return Asked(errors=tuple(errors))
    return Asked(found.regimens, found.co_medications)


def _checked(
    knowledge: Knowledge,
    regimens: tuple[Regimen, ...],
    taken: tuple[str, ...],
    errors: list[FieldError],
) -> Checked | None:
    """Names and doses resolved, or None and one error more for each fault."""
    if not regimens:
        return None
    try:
        return check(knowledge, Question(regimens=regimens, co_medications=taken))
    except QuestionRefused as refused:
        errors += refused.errors
        return None


def _of_file(options: Options, own: float | None) -> tuple[Regimen, ...]:
    """The file's regimens; where there is one, with the row's own dose if it has one."""
    if own is None or len(options.regimens) != 1:
        return options.regimens
    return (replace(options.regimens[0], dose_mg_per_day=own),)


def _drug_faults(options: Options, drug: str, dose: str) -> Iterator[FieldError]:
    if drug:
        return
    if not options.regimens:
        hint = "Name one in the row, or choose a regimen for the rows that name none."
        yield FieldError(DRUG, "no_drug", "The row has no drug.", hint)
    elif dose and len(options.regimens) > 1:
        message = "The row has a dose and no drug, and the file has several regimens."
        yield FieldError(DRUG, "dose_without_drug", message, "Name the drug of this dose.")


def _read_dose(text: str) -> float:
    """A dose as it is typed, with a decimal point or comma. Raises QuestionRefused."""
    if THOUSANDS.fullmatch(text):
        message = f"{short(text)} can be read twice: with a decimal comma, or as thousands."
        whole = text.replace(",", "")
        hint = f"Write {text.replace(',', '.')} or {whole}."
        raise QuestionRefused([FieldError(DOSE, "ambiguous_dose", message, hint)])
    return read_dose(text.replace(",", ".") if WITH_COMMA.fullmatch(text) else text)


def read_orientation(word: str) -> Orientation | FieldError | None:
    """The strand that a row names, None where it names none, or why the word is no strand."""
    low = word.lower()
    if not low:
        return None
    known = next((each for each in ORIENTATIONS if each == low), None)
    return known or orientation_fault(ORIENTATION, low)
