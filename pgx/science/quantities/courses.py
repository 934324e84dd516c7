"""Courses of the reference patient: states, drug effect, placebo, when and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pgx.science import chain
from pgx.science.chain import Setup
from pgx.science.exposure import Floats
from pgx.science.formulas import Model
from pgx.science.knowledge import Observation
from pgx.science.quantities.base import Found, at_days, every_day, quantity, read, rows

NOTHING = 0.0  # mg: what stands beside a placebo, or beside an occupancy that is held


# --- With SERT's occupancy held from the first moment (no drug, no wash-in) ---


def _held(setup: Setup, row: Observation, symbol: str, day: float) -> float:
    model = Model([chapter.formula for chapter in chain.CHAPTERS], {"held": {"th_SERT": "th_held"}})
    there, wanted = at_days(setup, (day,)), f"held.{symbol}_at"
    leaves = chain.leaves(there, rows(setup, [setup.drugs[0].drug], [NOTHING]))
    leaves["th_held"] = np.array([[float(row.given["th_SERT"])]])
    return float(model.evaluate((wanted,), leaves)[wanted][0, 0])


@quantity("held: serotonin tone")
def held_tone(setup: Setup, row: Observation) -> float:
    """Serotonin tone on a day; fold."""
    return _held(setup, row, "S", row.day or 0)


@quantity("held: serotonin tone, ratio of days")
def held_tone_ratio(setup: Setup, row: Observation) -> Found:
    """Serotonin tone on a day over that of an earlier one."""
    parts = tuple(_held(setup, row, "S", d) for d in (row.day or 0, float(row.given["over_day"])))
    return Found(parts[0] / parts[1], parts)


@quantity("held: desensitized")
def held_desensitized(setup: Setup, row: Observation) -> float:
    """Share of the autoreceptors lost by a day."""
    return 1 - _held(setup, row, "A", row.day or 0)


@quantity("held: firing")
def held_firing(setup: Setup, row: Observation) -> float:
    """Raphe firing on a day; fold."""
    return _held(setup, row, "F", row.day or 0)


# --- States on a day ---


@quantity("BDNF")
def bdnf(setup: Setup, row: Observation) -> float:
    """BDNF made; fold."""
    return float(np.exp(read(setup, row, "b_at")[0]))


@quantity("neurogenesis")
def neurogenesis(setup: Setup, row: Observation) -> float:
    """Rise of hippocampal neurogenesis; fraction."""
    return float(np.expm1(read(setup, row, "n3_at")[0]))


@quantity("drug effect")
def drug_effect(setup: Setup, row: Observation) -> float:
    """Improvement by the drug; fraction of the baseline."""
    return float(read(setup, row, "I_drug")[0])


@quantity("points over placebo")
def points(setup: Setup, row: Observation) -> float:
    """Improvement by the drug; HAM-D17 points."""
    return float(read(setup, row, "points")[0])


@quantity("remission")
def remission(setup: Setup, row: Observation) -> float:
    """Share of people whose score falls to the cut."""
    return float(read(setup, row, "p_remission")[0])


# --- One day beside another ---


@quantity("share of drug effect")
def share_of_effect(setup: Setup, row: Observation) -> float:
    """Drug effect on a day over that of another day."""
    return _over(setup, row, "I_drug")


@quantity("share of improvement, placebo")
def share_of_placebo(setup: Setup, row: Observation) -> float:
    """Improvement by placebo on a day over that of another day."""
    return _over(setup, row, "I_pl")


@quantity("share of improvement, drug")
def share_of_all(setup: Setup, row: Observation) -> float:
    """Improvement by placebo and drug together on a day over that of another day."""
    days = (row.day or 0, float(row.given["over_day"]))
    both = [sum(float(read(setup, row, key, day)[0]) for key in ("I_pl", "I_drug")) for day in days]
    return both[0] / both[1]


@quantity("share of the peak")
def share_of_peak(setup: Setup, row: Observation) -> float:
    """Points on a day over the largest of the course."""
    return float(read(setup, row, "points")[0] / _course(setup, row, "points").max())


def _over(setup: Setup, row: Observation, key: str) -> float:
    other = float(row.given["over_day"])
    return float(read(setup, row, key)[0] / read(setup, row, key, other)[0])


def _each_drug(row: Observation) -> list[Observation]:
    """The row for each of its two drugs; the second may have its own dose."""
    first, second = row.drugs
    dose = row.given.get("second_dose_mg")
    other = float(dose) if dose else None
    return [replace(row, drugs=(first,)), replace(row, drugs=(second,), dose_mg=other)]


def _of_two(
    setup: Setup, row: Observation, value: Callable[[Observation, float], float]
) -> Found:  # fmt: skip
    days = (row.day or 0, float(row.given["second_day"]))
    parts = tuple(value(one, day) for one, day in zip(_each_drug(row), days, strict=True))
    return Found(parts[0] / parts[1], parts)


# --- When, and in which order ---


def _course(setup: Setup, row: Observation, key: str) -> Floats:
    days = at_days(setup, every_day(setup))
    subjects = rows(setup, row.drugs[:1], [row.dose_mg])
    return np.asarray(chain.simulate(days, subjects, (key,))[key][0])


def _day_of(setup: Setup, row: Observation, key: str, share: float) -> float:
    """The first day on which a share of the last value is reached."""
    course, days = _course(setup, row, key), every_day(setup)
    place = int(np.argmax(course >= share * course[-1]))
    return days[0] if place == 0 else _between(days, course, place, share * course[-1])


def _between(days: tuple[float, ...], course: Floats, place: int, value: float) -> float:
    around = slice(place - 1, place + 1)
    return float(np.interp(value, course[around], days[around]))


@quantity("day of a share")
def day_of_share(setup: Setup, row: Observation) -> float:
    """The day on which a share of the drug effect at the horizon is there."""
    return _day_of(setup, row, "I_drug", float(row.given["share"]))


@quantity("days earlier")
def days_earlier(setup: Setup, row: Observation) -> Found:
    """How much earlier the first drug has a share of its effect than the second."""
    share = float(row.given["share"])
    first, second = (_day_of(setup, one, "I_drug", share) for one in _each_drug(row))
    return Found(second - first, (first, second))


@quantity("order of half-times")
def half_times(setup: Setup, row: Observation) -> Found:
    """The least gap between the half-times of states that are named in their order; days."""
    states = [state.strip() for state in row.given["states"].split("<")]
    share = float(row.given["share"])
    parts = tuple(_day_of(setup, row, f"{state}_at", share) for state in states)
    return Found(min(late - early for early, late in pairwise(parts)), parts)


@quantity("BDNF, ratio of drugs")
def bdnf_of_drugs(setup: Setup, row: Observation) -> Found:
    """ln BDNF of the first drug on its day over that of the second on its own."""
    return _of_two(setup, row, lambda one, day: float(read(setup, one, "b_at", day)[0]))


@quantity("desensitized, ratio of drugs")
def desensitized_of_drugs(setup: Setup, row: Observation) -> Found:
    """Autoreceptors lost with the first drug over those lost with the second."""
    return _of_two(setup, row, lambda one, day: 1 - float(read(setup, one, "A_at", day)[0]))
