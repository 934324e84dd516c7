"""The first rows of a file, as a learner sees them before the file is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import (
    ORIENTATIONS,
    Question,
    Regimen,
    check,
    read_dose,
    split_co_medications,
    write_dose,
)
from pgx.batches.header import CO_MEDICATIONS, DOSE, DRUG, ORIENTATION, SUBJECT
from pgx.batches.intake.understood import FirstRow
from pgx.batches.options import Options
from pgx.batches.parts import AND_ALSO, FAULT, LINE, read_fault
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation, read_call

MOST = 10


def first_rows(part: pa.Table, options: Options, knowledge: Knowledge) -> tuple[FirstRow, ...]:
    """The first rows of a part, with their calls."""
    rows = part.slice(0, MOST).to_pylist()
    return tuple(_row(row, options, knowledge) for row in rows)


def _row(row: Mapping[str, str], options: Options, knowledge: Knowledge) -> FirstRow:
    line = int(row[LINE])
    if row[FAULT]:
        error = read_fault(line, row[FAULT])
        return FirstRow(line, row[SUBJECT], "", {}, (f"{error.message} {error.hint}",))
    regimen, faults = _regimen(row, options, knowledge)
    return FirstRow(line, row[SUBJECT], regimen, _calls(row, options, knowledge), faults)


def _calls(
    row: Mapping[str, str], options: Options, knowledge: Knowledge
) -> dict[str, dict[str, str]]:
    word = row.get(ORIENTATION, "").lower()
    own: Orientation | None = next((each for each in ORIENTATIONS if each == word), None)
    of_file = check(knowledge, Question(orientation=options.orientation)).orientation
    return {
        name: _call(knowledge, name, row[name], own or of_file.get(name))
        for name in knowledge.markers
        if name in row
    }


def _call(
    knowledge: Knowledge, name: str, text: str, orientation: Orientation | None
) -> dict[str, str]:
    texts = text.split(AND_ALSO)
    if len(texts) > 1:
        given = " and ".join(texts)
        reason = "the file says different things"
        return {"given": given, "status": "ambiguous", "genotype": "", "reason": reason}
    call = read_call(knowledge.markers[name], text, orientation)
    return {
        "given": call.given,
        "status": call.status,
        "genotype": call.genotype,
        "reason": call.reason,
    }


def _regimen(
    row: Mapping[str, str], options: Options, knowledge: Knowledge
) -> tuple[str, tuple[str, ...]]:
    """The regimens of a row as text, or what is wrong with them."""
    drug, dose = row.get(DRUG, ""), row.get(DOSE, "").replace(",", ".")
    try:
        own = read_dose(dose) if dose else None
        beside = split_co_medications(row.get(CO_MEDICATIONS, "")) or options.co_medications
        regimens = (Regimen(drug, own),) if drug else options.regimens
        found = check(knowledge, Question(regimens=regimens, co_medications=beside))
    except QuestionRefused as refused:
        return "", tuple(f"{error.message} {error.hint}".strip() for error in refused.errors)
    return "; ".join(_texts(found.regimens if regimens else (), found.co_medications)), ()


def _texts(regimens: Sequence[Regimen], beside: Sequence[str]) -> Iterator[str]:
    for regimen in regimens:
        dose = write_dose(regimen.dose_mg_per_day or 0.0)
        yield f"{regimen.drug} {dose} mg/day" + "".join(f" + {name}" for name in beside)
