"""A part -> its results, its errors and its counts; no database, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.assessments.question import check
from pgx.batches.assessing.asking import Asking, ask
from pgx.batches.assessing.calls import read_part
from pgx.batches.assessing.counting import count
from pgx.batches.assessing.errors_table import errors_table
from pgx.batches.assessing.results import results_table
from pgx.batches.assessing.rows import Rows
from pgx.batches.header import SUBJECT
from pgx.batches.options import Options
from pgx.batches.parts import LINE
from pgx.science.evaluation import evaluate
from pgx.science.knowledge import Knowledge


@dataclass(frozen=True)
class Assessed:
    """What a part gives: rows in the results, or errors; and counts that add up over parts."""

    results: pa.Table
    errors: pa.Table
    summary: Mapping[str, Any]


def assess_part(
    table: pa.Table, repeated: NDArray[np.bool_], options: Options, knowledge: Knowledge
) -> Assessed:
    """Assess the rows of a part (parts.py); `repeated` says whose subject comes again."""
    asking = ask(table, options, knowledge)
    rows = _rows(table, asking, repeated, options, knowledge)
    return Assessed(
        results_table(rows), errors_table(asking.errors), count(rows, asking, len(table))
    )


def _rows(
    table: pa.Table,
    asking: Asking,
    repeated: NDArray[np.bool_],
    options: Options,
    knowledge: Knowledge,
) -> Rows:
    of_file = check(knowledge, options.question()).orientation
    evaluation = evaluate(
        knowledge,
        read_part(table, asking, of_file, knowledge),
        asking.regimens.merge(lambda each: each.drug),
        asking.regimens.numbers(lambda each: float(each.dose_mg_per_day or 0)),
        asking.co_medications,
        "summary",
    )
    subjects = table.column(SUBJECT).combine_chunks().take(pa.array(asking.rows))
    lines = table.column(LINE).to_numpy()[asking.rows]
    return Rows(subjects, lines, repeated[asking.rows], asking.co_medications, evaluation)
