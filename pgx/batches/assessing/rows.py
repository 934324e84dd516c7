"""What a table of results is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pgx.batches.assessing.model import Model
from pgx.science.columns import Column
from pgx.science.evaluation import Evaluation
from pgx.science.knowledge import Knowledge


@dataclass(frozen=True)
class Rows:
    """Subjects with a regimen each; every field has the shape (rows,).

    `line` is where the subject stands in what was given; `is_repeated` whether the subject
    comes there again.
    """

    subject: pa.Array
    line: NDArray[np.int64]
    is_repeated: NDArray[np.bool_]
    co_medications: Column[tuple[str, ...]]
    evaluation: Evaluation

    @property
    def knowledge(self) -> Knowledge:
        """The release that answers."""
        return self.evaluation.setup.knowledge

    @cached_property
    def model(self) -> Model:
        """What the model says of each row."""
        return Model(self.evaluation)

    @cached_property
    def flags(self) -> Column[tuple[str, ...]]:
        """The codes of each row's flags."""
        own = self.model.flags
        if not self.is_repeated.any():
            return own
        every = (*own.distinct, *(("repeated_subject", *codes) for codes in own.distinct))
        return Column(every, own.index + self.is_repeated * len(own.distinct))
