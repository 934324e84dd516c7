"""Which subjects of a wide file come again anywhere in it: found on disk, compared exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.batches.header import SUBJECT
from pgx.batches.intake.spill import Spill, by_text
from pgx.batches.parts import FAULT, PartInfo, pack

ROW = "row"


class Repeats:
    """The subjects of the parts that are written so far."""

    def __init__(self, folder: Path) -> None:
        schema = pa.schema([(ROW, pa.int64()), (SUBJECT, pa.string())])
        self._spill = Spill(folder, schema)
        self._sizes: list[int] = []

    def add(self, part: pa.Table) -> None:
        """Note the subjects of the next part; a row with a fault has none."""
        rows = pa.array(np.arange(len(part)) + sum(self._sizes))
        self._sizes.append(len(part))
        subjects = pa.table({ROW: rows, SUBJECT: part[SUBJECT]})
        sound = subjects.filter(pc.is_null(part[FAULT]))
        self._spill.add(sound, by_text(sound[SUBJECT]))

    def find(self) -> list[PartInfo]:
        """What is to be said of each part. Nothing can be added after."""
        flags = np.zeros(sum(self._sizes), dtype=bool)
        for division in self._spill.divisions():
            flags[_repeated(division)] = True
        starts = np.cumsum([0, *self._sizes])
        return [
            PartInfo(number, size, pack(flags[start : start + size]))
            for number, (size, start) in enumerate(zip(self._sizes, starts, strict=False))
        ]


def _repeated(division: pa.Table) -> NDArray[np.int64]:
    """The rows whose subject is there more than once."""
    codes = division[SUBJECT].combine_chunks().dictionary_encode().indices.to_numpy()
    return division[ROW].to_numpy()[np.bincount(codes)[codes] > 1]
