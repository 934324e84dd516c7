"""A column of few distinct values: how text and classes stay vectorised.

A million subjects share a few hundred genotypes. A column keeps each distinct
value once and an integer for each subject, so that a function of a value runs
once a value and not once a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
U = TypeVar("U")
MOST_PACKED = 2**62  # codes that one integer holds
FEW_CODES = 8  # codes a row, up to which a table of them is faster than a sort


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
    groups = group([column.index for column in columns])
    own = zip(*([c.distinct[code] for code in c.index[groups.first]] for c in columns), strict=True)
    return Column(tuple(own), groups.index)


@dataclass(frozen=True)
class Groups:
    """Rows that are alike: for each row its group, and for each group its first row."""

    index: NDArray[np.intp]
    first: NDArray[np.intp]


def group(codes: Sequence[NDArray[np.integer[Any]]]) -> Groups:
    """Group rows by several codes, none of them negative; groups in the order of their codes.

    >>> group([np.array([1, 0, 1]), np.array([0, 2, 0])]).index.tolist()
    [1, 0, 1]
    """
    packed, size = np.zeros(len(codes[0]), dtype=np.int64), 1
    for each in codes:
        own = int(each.max(initial=0)) + 1
        if size > MOST_PACKED // own:
            packed, size = _ranks(packed, size)
        packed, size = packed * own + each, size * own
    index, groups = _ranks(packed, size)
    first = np.empty(groups, dtype=np.intp)
    first[index[::-1]] = np.arange(len(index) - 1, -1, -1)
    return Groups(index, first)


def _ranks(packed: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], int]:
    """The rank of each code among those that are there, and how many are there."""
    if size > FEW_CODES * (len(packed) + 1):
        found, ranks = np.unique(packed, return_inverse=True)
        return ranks, len(found)
    is_there = np.zeros(size, dtype=bool)
    is_there[packed] = True
    return (np.cumsum(is_there) - 1)[packed], int(is_there.sum())
