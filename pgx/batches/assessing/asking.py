"""The rows of a part -> usable rows with their regimens, and the errors of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.assessments.errors import FieldError
from pgx.assessments.question import Regimen
from pgx.batches.assessing.arrays import column_of
from pgx.batches.assessing.regimens import Asked, judge, read_orientation
from pgx.batches.errors import RowError
from pgx.batches.header import CO_MEDICATIONS, DOSE, DRUG, ORIENTATION
from pgx.batches.options import Options
from pgx.batches.parts import FAULT, LINE, names_of, read_fault
from pgx.echo import short
from pgx.science.columns import Column, together
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Orientation

Strand = Orientation | FieldError | None


@dataclass(frozen=True)
class Asking:
    """What is asked of a part; the columns have one value a result: a row with a regimen.

    `rows` says which row of the part each result is of.
    """

    rows: NDArray[np.intp]
    regimens: Column[Regimen]
    co_medications: Column[tuple[str, ...]]
    strands: Column[Orientation | None]
    errors: list[RowError]


def ask(table: pa.Table, options: Options, knowledge: Knowledge) -> Asking:
    """Judge every row; each distinct text of a regimen, or of a strand, once."""
    cells = [cells_of(table, name) for name in (DRUG, DOSE, CO_MEDICATIONS)]
    asked = together(cells).map(lambda texts: judge(knowledge, options, *texts))
    strands = cells_of(table, ORIENTATION).map(read_orientation)
    faults = column_of(table.column(FAULT))
    counts = np.where(
        (faults.numbers(lambda text: text is not None) > 0)
        | (strands.numbers(lambda each: isinstance(each, FieldError)) > 0),
        0,
        asked.numbers(lambda each: len(each.regimens)).astype(np.intp),
    )
    rows = np.repeat(np.arange(len(table)), counts)
    return Asking(
        rows,
        _regimens(asked, counts, rows),
        asked.merge(lambda each: each.co_medications).take(rows),
        strands.map(lambda each: None if isinstance(each, FieldError) else each).take(rows),
        list(_errors(table, np.flatnonzero(counts == 0), faults, asked, strands)),
    )


def cells_of(table: pa.Table, name: str) -> Column[str]:
    """A column's texts; empty ones where the part has no such column."""
    if name not in table.column_names:
        return Column.constant("", len(table))
    return column_of(table.column(name))


def _regimens(
    asked: Column[Asked], counts: NDArray[np.intp], rows: NDArray[np.intp]
) -> Column[Regimen]:
    """The regimens of each row, one after the other."""
    every = [regimen for each in asked.distinct for regimen in each.regimens]
    sizes = [len(each.regimens) for each in asked.distinct]
    first = np.cumsum([0, *sizes[:-1]])
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return Column(tuple(every), first[asked.index[rows]] + within)


def _errors(
    table: pa.Table,
    bad: NDArray[np.intp],
    faults: Column[str | None],
    asked: Column[Asked],
    strands: Column[Strand],
) -> Iterator[RowError]:
    """Every error of the rows that cannot be used."""
    lines, names = table.column(LINE).to_numpy(), names_of(table)
    cells = {name: cells_of(table, name) for name in (DRUG, DOSE, CO_MEDICATIONS, ORIENTATION)}
    for row in bad.tolist():
        line, fault, strand = int(lines[row]), faults[row], strands[row]
        if fault is not None:
            yield read_fault(line, fault)
            continue
        of_strand = [strand] if isinstance(strand, FieldError) else []
        for each in (*of_strand, *asked[row].errors):
            column = each.field.rpartition(".")[2]
            value = short(cells[column][row])
            name = names.get(column, column)
            yield RowError(line, name, value, each.code, each.message, each.hint)
