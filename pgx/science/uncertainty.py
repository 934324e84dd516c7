"""Modifiers with their spread -> intervals (model.md 8).

Everything is paired with the reference patient: one set of draws serves the person and the
reference, so the reference has no interval against itself. The interval is that of a
genotype group's mean; people within a group spread wider, and that spread is apart. Neither
contains what is wrong with the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from pgx.science.chain import LEAST_ROWS_FOR_THREADS, Rows, Setup, simulate
from pgx.science.exposure import Floats, Regimens, Spread
from pgx.science.knowledge import Parameters
from pgx.science.modifiers import Genetics
from pgx.science.variants import EFFECTS, PERSON, Computed, Variants

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
STEP = 1e-3  # of a log effect, for the central differences
RATIOS = ("r_p", "r_m")
NUDGED = (*EFFECTS, *RATIOS)
UP = tuple(("nudge", symbol, 1) for symbol in NUDGED)
DOWN = tuple(("nudge", symbol, -1) for symbol in NUDGED)
PEOPLE = (("people", -1), ("people", 1))
# What gets an interval. A ratio to the reference is compared in logs, the others as they are.
IN_LOGS = ("Ct_sum", "S_at", "R_at")
COMPARED = (*IN_LOGS, "steady.th_SERT", "q_at", "pH_at", "points", "side_index")
BLOCK = LEAST_ROWS_FOR_THREADS  # draws computed before the next look at the time
NOTHING = 1e-12  # what is compared in logs has no interval from here down: it is rounding


@dataclass(frozen=True)
class Interval:
    """The 95 % interval of a value, as arrays of the value's shape."""

    low: Floats
    high: Floats


def nudge(variants: Variants) -> None:
    """Move one effect or one ratio in each of the labels of UP and DOWN."""
    for place, label in variants.places():
        match label:
            case ("nudge", str(symbol), int(sign)) if symbol in RATIOS:
                variants.ratios[place, :, RATIOS.index(symbol)] *= np.exp(sign * STEP)
            case ("nudge", str(symbol), int(sign)):
                variants.effects[symbol][place] += sign * STEP


def spread_people(variants: Variants, p: Parameters) -> None:
    """Move the level to where the middle 95 % of people of one genotype end."""
    for place, label in variants.places():
        match label:
            case ("people", int(sign)):
                variants.ratios[place] *= np.exp(sign * Z * p.sd_people)


def delta(
    p: Parameters, person: Computed, reference: Computed, spread: Spread
) -> dict[str, Interval]:
    """Intervals by the delta method: sensitivities by central differences × their sd.

    `reference` holds the reference patient of each subject's drug and dose, with the same
    nudges.
    """
    sds = np.array([p.number(symbol).sd or 0.0 for symbol in EFFECTS])
    return {key: _interval(key, person, reference, sds, spread) for key in COMPARED}


def _interval(
    key: str, person: Computed, reference: Computed, sds: Floats, spread: Spread
) -> Interval:
    slopes = _slopes(key, person)
    effects, ratios = slopes[: len(EFFECTS)], slopes[len(EFFECTS) :]
    effects = effects - _slopes(key, reference)[: len(EFFECTS)]
    variance = ((effects * sds[:, None, None]) ** 2).sum(axis=0)
    on_p, on_m = spread.on_parent[:, :, None], spread.on_metabolite[:, :, None]
    by_row = spread.sd[:, :, None] * (on_p * ratios[0][:, None] + on_m * ratios[1][:, None])
    width = Z * np.sqrt(variance + (by_row**2).sum(axis=1))
    value = person.at(key, [PERSON])[0]
    if key not in IN_LOGS:
        return Interval(value - width, value + width)
    factor = np.exp(np.where(value > NOTHING, width, 0.0))
    return Interval(value / factor, value * factor)


def _slopes(key: str, computed: Computed) -> Floats:
    """Change of the compared value per unit of each nudge; shape (nudges, subjects, width)."""
    up, down = (_scaled(key, computed.at(key, labels)) for labels in (UP, DOWN))
    return (up - down) / (2 * STEP)


def _scaled(key: str, values: Floats) -> Floats:
    if key not in IN_LOGS:
        return values
    return np.asarray(np.log(np.maximum(values, NOTHING)))


@dataclass(frozen=True)
class Draws:
    """Monte Carlo of R at the horizon over the reference patient's: median, 95 %, sd of ln."""

    median: float
    low: float
    high: float
    sd_ln: float


class Stopped(Exception):
    """Monte Carlo was told to stop; `share` of its work was done, from 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__(f"stopped after {share:.0%} of the work")
        self.share = share


def never() -> bool:
    """For who has all the time."""
    return False


def monte_carlo(
    setup: Setup,
    rows: Rows,
    spread: Spread,
    draws: int,
    seed: int,
    stop: Callable[[], bool] = never,
) -> Draws:
    """Draw every uncertain effect and ratio of one subject's row; person and reference paired.

    All draws are independent and normal in logs. NaN throughout where there is no drug
    effect. `stop` is asked before each block of draws; Stopped is raised where it says so.
    """
    rng = np.random.default_rng(seed)
    p = setup.knowledge.parameters
    effects = {
        symbol: rng.normal(getattr(p, symbol), p.number(symbol).sd or 0.0, draws)
        for symbol in EFFECTS
    }
    moved = rng.normal(0, 1, (draws, spread.sd.shape[1])) * spread.sd[0]
    drawn = np.stack([moved @ spread.on_parent[0], moved @ spread.on_metabolite[0]], axis=1)
    person = rows.genetics.ratios[0] * np.exp(drawn)
    own = {name: count[:1] for name, count in rows.genetics.counts.items()}
    usual = {
        name: np.array([float(each.reference_count)])
        for name, each in setup.knowledge.modifiers.items()
    }
    both = [
        _drawn(rows, Genetics(ratios, _repeat(counts, draws)), effects)
        for ratios, counts in ((person, own), (np.ones_like(person), usual))
    ]
    ratio = np.concatenate(list(_log_ratios(setup, both[0], both[1], stop)))
    low, median, high = np.exp(np.quantile(ratio, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]))
    return Draws(float(median), float(low), float(high), float(ratio.std(ddof=1)))


def _repeat(counts: Mapping[str, Floats], draws: int) -> dict[str, Floats]:
    return {name: np.repeat(count, draws) for name, count in counts.items()}


def _drawn(rows: Rows, genetics: Genetics, effects: Mapping[str, Floats]) -> Rows:
    """One subject's row, once a draw."""
    draws = len(genetics.ratios)
    regimens = Regimens(rows.regimens.drug.repeat(draws), rows.regimens.dose.repeat(draws))
    return Rows(regimens, genetics, rows.reach, effects)


def _log_ratios(
    setup: Setup, person: Rows, reference: Rows, stop: Callable[[], bool]
) -> Iterator[Floats]:
    """ln of the person's response over the reference patient's, block by block."""
    draws = len(person)
    for start in range(0, draws, BLOCK):
        if stop():
            raise Stopped(start / draws)
        block = slice(start, start + BLOCK)
        yield _log_response(setup, person.take(block)) - _log_response(setup, reference.take(block))


def _log_response(setup: Setup, rows: Rows) -> Floats:
    end = simulate(setup, rows, ("R_at",))["R_at"][:, -1]
    return np.log(end, out=np.full(len(rows), np.nan), where=end > 0)
