"""The first rows of a file, as a learner sees them before the file is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from pgx.assessments.errors import FieldError
from pgx.assessments.question import Question, Regimen, check, write_dose
from pgx.batches.assessing.regimens import judge, read_orientation
from pgx.batches.header import CO_MEDICATIONS, DOSE, DRUG, ORIENTATION, SUBJECT
from pgx.batches.intake.understood import FirstRow
from pgx.batches.options import Options
from pgx.batches.parts import AND_ALSO, FAULT, LINE, read_fault
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation, read_calls

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
    asked = judge(knowledge, options, *(row.get(each, "") for each in (DRUG, DOSE, CO_MEDICATIONS)))
    strand = read_orientation(row.get(ORIENTATION, ""))
    faults = [*([strand] if isinstance(strand, FieldError) else []), *asked.errors]
    if DRUG not in row and not options.regimens:
        faults = []  # the regimen is still to be chosen
    own = None if isinstance(strand, FieldError) else strand
    return FirstRow(
        line,
        row[SUBJECT],
        "; ".join(_texts(asked.regimens, asked.co_medications)),
        _calls(row, own, options, knowledge),
        tuple(f"{each.message} {each.hint}".strip() for each in faults),
    )


def _calls(
    row: Mapping[str, str], own: Orientation | None, options: Options, knowledge: Knowledge
) -> dict[str, dict[str, str]]:
    of_file = check(knowledge, Question(orientation=options.orientation)).orientation
    return {
        name: _call(knowledge, name, row[name], own or of_file.get(name))
        for name in knowledge.markers
        if name in row
    }


def _call(
    knowledge: Knowledge, name: str, text: str, orientation: Orientation | None
) -> dict[str, str]:
    call = read_calls(knowledge.markers[name], text.split(AND_ALSO), orientation)
    shown = ("given", "status", "genotype", "reason")
    return {each: getattr(call, each) for each in shown}


def _texts(regimens: Sequence[Regimen], beside: Sequence[str]) -> Iterator[str]:
    for regimen in regimens:
        dose = write_dose(regimen.dose_mg_per_day or 0.0)
        yield f"{regimen.drug} {dose} mg/day" + "".join(f" + {name}" for name in beside)
