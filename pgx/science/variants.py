"""Variants of the same subjects, computed together: the person, nudged, switched, swapped.

A call of the chain costs nearly the same for one row and for fifty. So whatever is asked
about a subject (intervals, contributions, what if) becomes rows of one call.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pgx.science.chain import Rows
from pgx.science.exposure import Floats, Regimens
from pgx.science.knowledge import Parameters
from pgx.science.modifiers import EXPOSURE, Genetics

PERSON = "person"
# The effects whose size is uncertain (model.md 8), by the symbol of their parameter.
EFFECTS = ("bS", "b_alpha", "b_tau", "b4", "bMet1", "bMet2", "beta_ABCB1")


class Variants:
    """Copies of the rows, one a label, to be changed in place before they are computed.

    `ratios` has the shape (labels, subjects, ligands); `counts` and `effects` hold arrays of
    the shape (labels, subjects) by modifier and by symbol.
    """

    def __init__(self, p: Parameters, rows: Rows, labels: Sequence[Hashable]) -> None:
        times = len(labels)
        self.labels = tuple(labels)
        self._rows = rows
        self.ratios = np.tile(rows.genetics.ratios, (times, 1, 1))
        self.counts = {name: np.tile(n, (times, 1)) for name, n in rows.genetics.counts.items()}
        shape = (times, len(rows))
        self.effects = {symbol: np.full(shape, getattr(p, symbol)) for symbol in EFFECTS}

    def places(self) -> Iterator[tuple[int, Hashable]]:
        """Where each label stands."""
        return enumerate(self.labels)

    def take_group(self, place: int, group: str, other: Genetics) -> None:
        """Take one modifier group's values from other genetics."""
        if group == EXPOSURE:
            self.ratios[place] = other.ratios
        else:
            self.counts[group][place] = other.counts[group]

    def rows(self) -> Rows:
        """All variants, one label after the other."""
        rows, times = self._rows, len(self.labels)
        regimens = rows.regimens
        return Rows(
            Regimens(np.tile(regimens.drug, times), np.tile(regimens.dose, times)),
            Genetics(
                self.ratios.reshape(-1, self.ratios.shape[2]),
                {name: count.reshape(-1) for name, count in self.counts.items()},
            ),
            rows.reach,
            {symbol: values.reshape(-1) for symbol, values in self.effects.items()},
        )


@dataclass(frozen=True)
class Computed:
    """What the variants gave: by key an array of the shape (labels, subjects, width)."""

    labels: Mapping[Hashable, int]
    values: Mapping[str, Floats]

    @classmethod
    def of(cls, variants: Variants, values: Mapping[str, Floats]) -> Computed:
        """Sort the rows of a call by label again."""
        times = len(variants.labels)
        return cls(
            {label: place for place, label in variants.places()},
            {key: each.reshape(times, -1, each.shape[1]) for key, each in values.items()},
        )

    def __getitem__(self, label: Hashable) -> Mapping[str, Floats]:
        place = self.labels[label]
        return {key: values[place] for key, values in self.values.items()}

    def take(self, subjects: NDArray[np.intp]) -> Computed:
        """What these subjects have, in this order."""
        return Computed(self.labels, {key: each[:, subjects] for key, each in self.values.items()})

    def at(self, key: str, labels: Sequence[Hashable]) -> Floats:
        """A key's values for these labels; shape (labels, subjects, width)."""
        return self.values[key][[self.labels[label] for label in labels]]
