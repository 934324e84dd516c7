"""A column of few distinct values: how text and classes stay vectorised.

A million subjects share a few hundred genotypes. A column keeps each distinct
value once and an integer for each subject, so that a function of a value runs
once a value and not once a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Column(Generic[T]):
    """Distinct values, and for each subject the index of its value.

    >>> column = Column.of(["A/G", "A/A", "A/G"])
    >>> column.distinct, column.index.tolist(), column[2]
    (('A/G', 'A/A'), [0, 1, 0], 'A/G')
    """

    distinct: tuple[T, ...]
    index: NDArray[np.intp]

    @classmethod
    def of(cls, values: Iterable[T]) -> Column[T]:
        """A column of hashable values, distinct ones in the order of first appearance."""
        seen: dict[Hashable, int] = {}
        index = [seen.setdefault(value, len(seen)) for value in values]
        return cls(tuple(seen), np.array(index, dtype=np.intp))  # type: ignore[arg-type]

    @classmethod
    def constant(cls, value: T, length: int) -> Column[T]:
        """One value for every subject."""
        return cls((value,), np.zeros(length, dtype=np.intp))

    def map(self, function: Callable[[T], U]) -> Column[U]:
        """Apply a function once a distinct value."""
        return Column(tuple(function(value) for value in self.distinct), self.index)

    def merge(self, function: Callable[[T], U]) -> Column[U]:
        """Apply a function once a distinct value, and keep equal (hashable) results once.

        >>> Column.of(["a", "A", "b"]).merge(str.lower).distinct
        ('a', 'b')
        """
        merged = Column.of([function(value) for value in self.distinct])
        return Column(merged.distinct, merged.index[self.index])

    def numbers(self, function: Callable[[T], float]) -> NDArray[np.float64]:
        """Apply a numeric function once a distinct value; shape (subjects,)."""
        return np.array([function(value) for value in self.distinct], dtype=float)[self.index]

    def take(self, subjects: NDArray[np.intp]) -> Column[T]:
        """The column of these subjects, in this order."""
        return Column(self.distinct, self.index[subjects])

    def __getitem__(self, subject: int) -> T:
        return self.distinct[int(self.index[subject])]

    def __len__(self) -> int:
        return len(self.index)


def together(columns: Sequence[Column[T]]) -> Column[tuple[T, ...]]:
    """One column whose values are the tuples of several columns' values.

    >>> together([Column.of("aab"), Column.of("xyx")]).distinct
    (('a', 'x'), ('a', 'y'), ('b', 'x'))
    """
    codes = np.stack([column.index for column in columns], axis=1)
    rows, index = np.unique(codes, axis=0, return_inverse=True)
    distinct = [
        tuple(column.distinct[code] for column, code in zip(columns, row, strict=True))
        for row in rows
    ]
    return Column(tuple(distinct), index.reshape(-1))
