"""The lines of a long file -> parts with a row a subject, grouped on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.batches.header import SUBJECT
from pgx.batches.intake.grouping import MOST_LINES, group
from pgx.batches.intake.marker_names import MarkerNames
from pgx.batches.intake.merging import in_order
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.spill import DIVISIONS, Spill, by_text
from pgx.batches.parts import FAULT, LINE, part_schema


def long_parts(
    tables: Iterable[pa.Table], plan: Plan, names: MarkerNames, folder: Path, rows: int
) -> Iterator[pa.Table]:
    """Parts of so many subjects, in the order of their first lines."""
    spill = Spill(folder, names.schema)
    for table in tables:
        lines = names.resolve(table)
        spill.add(lines, _divisions(lines))
    groups = (group(lines, plan, names.found) for lines in spill.divisions(_Bound))
    return in_order(groups, part_schema(plan.controls, names.found), folder, rows)


def _divisions(lines: pa.Table) -> NDArray[np.int64]:
    """By subject; faulty lines, which have none to go by, are spread."""
    spread = lines[LINE].to_numpy() % DIVISIONS
    return np.where(pc.is_valid(lines[FAULT]).to_numpy(), spread, by_text(lines[SUBJECT]))


class _Bound:
    """Leaves out lines of a subject that had more than enough of them in earlier batches."""

    def __init__(self) -> None:
        self._lines: Counter[str] = Counter()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        sound = batch.filter(pc.is_null(batch[FAULT]))
        endless = [name for name, count in self._lines.items() if count > MOST_LINES]
        for each in pc.value_counts(sound[SUBJECT]).to_pylist():
            self._lines[each["values"]] += each["counts"]
        if not endless:
            return batch
        is_over = pc.is_in(batch[SUBJECT], pa.array(endless, pa.string()))
        return batch.filter(pc.or_(pc.invert(is_over), pc.is_valid(batch[FAULT])))
