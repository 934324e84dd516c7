"""The lines of a long file -> parts with a row a subject, grouped on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.batches.header import SUBJECT
from pgx.batches.intake.grouping import group
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
    groups = (group(lines, plan, names.found) for lines in spill.divisions())
    return in_order(groups, part_schema(plan.controls, names.found), folder, rows)


def _divisions(lines: pa.Table) -> NDArray[np.int64]:
    """By subject; faulty lines, which have none to go by, are spread."""
    spread = lines[LINE].to_numpy() % DIVISIONS
    return np.where(pc.is_valid(lines[FAULT]).to_numpy(), spread, by_text(lines[SUBJECT]))
