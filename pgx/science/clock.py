"""The grid of days, and first-order relaxation on it (model.md 6).

No step size belongs to the model. Days are Chebyshev points in ln(1 + t/scale), dense
where the drug washes in; relaxation is solved by collocation on them, so that a state
is a product of its input with one matrix, for any number of subjects at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from pgx.science.exposure import Floats

POINTS = 33
BLOCK = 64
ON_A_POINT = 1e-14
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
        subject, shape (subjects, 1). Where the rate is 1 throughout, the matrix is the same
        for all and is kept.
        """
        own = (rate != 1).any(axis=1)
        subjects = max(len(target), len(own), 1 if isinstance(tau, float) else len(tau))
        target = np.broadcast_to(target, (subjects, POINTS))
        state = self._relax_at_rest(target, tau)
        own = np.broadcast_to(own, (subjects,))
        if own.any():  # the others keep the kept matrix, to the last bit
            taus = np.broadcast_to(tau, (subjects, 1))[own]
            rates = np.broadcast_to(rate, (subjects, POINTS))[own]
            state[own] = self._relax_at_rate(target[own], taus, rates)
        return state

    def _relax_at_rest(self, target: Floats, tau: float | Floats) -> Floats:
        """One product for each time constant that occurs."""
        if isinstance(tau, float):
            return product(target, _filter(self, tau))
        taus, which = np.unique(tau, return_inverse=True)
        if len(taus) == 1:
            return product(target, _filter(self, float(taus[0])))
        state = np.empty(target.shape)
        for place, each in enumerate(taus):
            rows = np.flatnonzero(which.ravel() == place)
            state[rows] = product(target[rows], _filter(self, float(each)))
        return state

    def _relax_at_rate(self, target: Floats, tau: Floats, rate: Floats) -> Floats:
        """One linear system a subject, whose rate changes in time."""
        system = (tau / rate)[:, :, None] * self._per_day + np.eye(POINTS)
        system[:, 0] = np.eye(POINTS)[0]
        start = np.where(self.days == 0, 0.0, target)
        return np.asarray(np.linalg.solve(system, start[..., None])[..., 0])

    def read(self, state: Floats, days: Floats) -> Floats:
        """A state at any days of the course; shape (subjects, days)."""
        state = np.broadcast_to(state, (len(state), POINTS))
        return product(state, _reader(self, days.tobytes()))

    def read_days(self, state: Floats, days: Floats) -> Floats:
        """One state, shape (1, points), at any days; each day's is the same among any others."""
        return product(np.ascontiguousarray(_reader(self, days.tobytes()).T), state.T)[:, 0]


@lru_cache(maxsize=256)
def _filter(clock: Clock, tau: float) -> Floats:
    """Transposed solution of (tau d/dt + 1) x = target with x(0) = 0; shape (points, points)."""
    system = tau * clock._per_day + np.eye(POINTS)
    system[0] = np.eye(POINTS)[0]
    start = np.diag((clock.days > 0).astype(float))
    solution = np.linalg.solve(system, start)
    solution[0] = 0.0  # exactly, not by rounding
    return np.ascontiguousarray(solution.T)


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
