"""Whose answers count in a class, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from pgx.cases.models import Class


@dataclass(frozen=True)
class Members:
    """The learners of a class, who left too, in the order of their accounts' numbers.

    Times are seconds since 1970; who has not left stays for ever.
    """

    learner: NDArray[np.int64]
    number: NDArray[np.int64]
    joined: NDArray[np.float64]
    left: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.learner)

    def places(self, learners: NDArray[np.int64]) -> NDArray[np.intp]:
        """Where each account stands among the members; -1 for who is none."""
        if not len(self):
            return np.full(len(learners), -1)
        place = np.searchsorted(self.learner, learners).clip(max=len(self) - 1)
        return np.where(self.learner[place] == learners, place, -1)

    def names(self, places: NDArray[np.intp]) -> list[int]:
        """Their numbers in the class, by which figures speak of them."""
        return sorted(self.number[places].tolist())


def members(of_class: Class) -> Members:
    """The members of a class, in one query."""
    columns = ("learner_id", "number", "joined_at", "left_at")
    rows = list(of_class.memberships.order_by("learner_id").values_list(*columns))
    learner, number, joined, left = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Members(
        np.array(learner, np.int64),
        np.array(number, np.int64),
        seconds(joined),
        np.array([each.timestamp() if each else np.inf for each in left]),
    )


def seconds(times: tuple[datetime, ...]) -> NDArray[np.float64]:
    """Times as seconds since 1970."""
    return np.array([each.timestamp() for each in times], float)
