"""The grid of days, and first-order relaxation on it (model.md 6).

No step size belongs to the model. Days are Chebyshev points in ln(1 + t/scale), dense
where the drug washes in; relaxation is solved by collocation on them, so that a state
is a product of its input with one matrix, for any number of subjects at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from pgx.science.exposure import Floats

Rows = NDArray[np.intp] | slice
POINTS = 33
BLOCK = 64
ON_A_POINT = 1e-14
MOST_SHARED = 1024  # matrices kept for one call, before each subject is solved alone
AT_REST = np.ones((1, 1))  # the rate of a relaxation that nothing speeds up


@dataclass(frozen=True)
class Clock:
    """Days 0 to `horizon`; `scale` in days is where the grid becomes logarithmic."""

    horizon: float
    scale: float

    @cached_property
    def _nodes(self) -> Floats:
        """Chebyshev points on -1..1, ascending; shape (points,)."""
        nodes: Floats = -np.cos(np.pi * np.arange(POINTS) / (POINTS - 1))
        return nodes

    @cached_property
    def days(self) -> Floats:
        """The days of the grid, ascending from 0; shape (points,)."""
        half = np.log1p(self.horizon / self.scale) / 2
        days: Floats = self.scale * np.expm1(half * (self._nodes + 1))
        return days

    @cached_property
    def _weights(self) -> Floats:
        """Barycentric weights of the Chebyshev points."""
        weights: Floats = (-1.0) ** np.arange(POINTS, dtype=np.float64)
        weights[[0, -1]] /= 2
        return weights

    @cached_property
    def _per_day(self) -> Floats:
        """Matrix of d/dt on the grid; shape (points, points)."""
        x, w = self._nodes, self._weights
        difference = x[:, None] - x[None, :] + np.eye(POINTS)
        matrix = w[None, :] / w[:, None] / difference
        np.fill_diagonal(matrix, 0)
        np.fill_diagonal(matrix, -matrix.sum(axis=1))
        half = np.log1p(self.horizon / self.scale) / 2
        return np.asarray(matrix / (half * (self.days + self.scale))[:, None])

    def relax(self, target: Floats, tau: float | Floats, rate: Floats = AT_REST) -> Floats:
        """Solve dx/dt = (target - x) * rate / tau from x(0) = 0; shape (subjects, points).

        `target` and `rate` broadcast to that shape; `tau` in days is one number, or one a
        subject, shape (subjects, 1). Subjects with one time constant and one rate share a
        matrix, which is kept.
        """
        taus = np.full((1, 1), tau) if isinstance(tau, float) else tau
        subjects = max(len(target), len(taus), len(rate))
        target = np.broadcast_to(target, (subjects, POINTS))
        shared = list(islice(_groups(taus, rate), MOST_SHARED + 1))
        if len(shared) == 1:
            return product(target, _filter(self, *shared[0][0]))
        if len(shared) > MOST_SHARED:  # draws: no two subjects have the same time constant
            return self._relax_each(target, taus / rate)
        state = np.empty((subjects, POINTS))
        for key, rows in shared:
            state[rows] = product(target[rows], _filter(self, *key))
        return state

    def _relax_each(self, target: Floats, pace: Floats) -> Floats:
        """One linear system a subject."""
        system = np.broadcast_to(pace, target.shape)[:, :, None] * self._per_day + np.eye(POINTS)
        system[:, 0] = np.eye(POINTS)[0]
        start = np.where(self.days == 0, 0.0, target)
        return np.asarray(np.linalg.solve(system, start[..., None])[..., 0])

    def relax_at(
        self,
        days: Floats,
        target: Floats,
        tau: float,
        rate: Floats = AT_REST,
        stages: int = 1,
    ) -> Floats:
        """`relax` read at these days, as one product; shape (subjects, days).

        With stages it is a chain of so many relaxations, of the mean delay `tau` together.
        """
        subjects = max(len(target), len(rate))
        target = np.broadcast_to(target, (subjects, POINTS))
        found = np.empty((subjects, len(days)))
        for key, rows in _groups(np.full((1, 1), tau), rate):
            found[rows] = product(target[rows], _filter_at(self, *key, stages, days.tobytes()))
        return found

    def read(self, state: Floats, days: Floats) -> Floats:
        """A state at any days of the course; shape (subjects, days)."""
        state = np.broadcast_to(state, (len(state), POINTS))
        return product(state, _reader(self, days.tobytes()))


def _groups(taus: Floats, rates: Floats) -> Iterator[tuple[tuple[float, bytes], Rows]]:
    """The rows of each pair of time constant and rate; no rate is written as no bytes."""
    at_rest = (rates == 1).all(axis=1)
    if at_rest.all():
        yield from _by_tau(taus)
        return
    rows: dict[tuple[float, bytes], list[int]] = {}
    each_tau, rested = taus[:, 0].tolist(), at_rest.tolist()
    for row in range(max(len(taus), len(rates))):
        place = row % len(rates)
        key = b"" if rested[place] else rates[place].tobytes()
        rows.setdefault((each_tau[row % len(taus)], key), []).append(row)
    for pair, found in rows.items():
        yield pair, np.array(found)


def _by_tau(taus: Floats) -> Iterator[tuple[tuple[float, bytes], Rows]]:
    if len(taus) == 1:
        yield (float(taus[0, 0]), b""), slice(None)
        return
    distinct, which = np.unique(taus, return_inverse=True)
    for place, tau in enumerate(distinct):
        yield (float(tau), b""), np.flatnonzero(which.ravel() == place)


@lru_cache(maxsize=1024)
def _filter(clock: Clock, tau: float, rate: bytes) -> Floats:
    """Transposed solution of (tau / rate d/dt + 1) x = target with x(0) = 0.

    Shape (points, points); `rate` has the bytes of one number or one a point, none for 1.
    """
    pace = np.frombuffer(rate)[:, None] if rate else 1.0
    system = tau / pace * clock._per_day + np.eye(POINTS)
    system[0] = np.eye(POINTS)[0]
    start = np.diag((clock.days > 0).astype(float))
    solution = np.linalg.solve(system, start)
    solution[0] = 0.0  # exactly, not by rounding
    return np.ascontiguousarray(solution.T)


@lru_cache(maxsize=1024)
def _filter_at(clock: Clock, tau: float, rate: bytes, stages: int, days: bytes) -> Floats:
    """A chain of filters and the reading of its last state in one; shape (points, days)."""
    matrix = _reader(clock, days)
    for _ in range(stages):
        matrix = _filter(clock, tau / stages, rate) @ matrix
    return np.ascontiguousarray(matrix)


@lru_cache(maxsize=256)
def _reader(clock: Clock, days: bytes) -> Floats:
    """Barycentric interpolation from the grid to these days; shape (points, days)."""
    half = np.log1p(clock.horizon / clock.scale) / 2
    x = np.log1p(np.frombuffer(days) / clock.scale) / half - 1
    difference = x[None, :] - clock._nodes[:, None]
    exact = np.abs(difference) < ON_A_POINT
    weights = clock._weights[:, None] / np.where(exact, 1.0, difference)
    weights = np.where(exact.any(axis=0), exact, weights)
    return np.asarray(weights / weights.sum(axis=0))


def product(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix`, the same to the last bit for a row alone and among a million.

    A linear algebra library adds up in another order for other shapes; blocks of one
    shape, filled up with zeros, keep it to one.
    """
    count = len(rows)
    if count % BLOCK:
        filled = np.zeros((-(-count // BLOCK) * BLOCK, rows.shape[1]))
        filled[:count] = rows
        rows = filled
    blocks = rows.reshape(-1, BLOCK, rows.shape[1]) @ matrix
    return np.asarray(blocks.reshape(-1, matrix.shape[1])[:count])
