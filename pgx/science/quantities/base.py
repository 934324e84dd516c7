"""What the kinds of observation share: the registry, persons by their name, one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from pgx.science import chain, exposure, modifiers
from pgx.science.chain import Rows, Setup
from pgx.science.exposure import Floats, RatioRows, Regimens
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.modifiers import Genetics

FULL_REACH = "full"  # the switch "let the mechanism reach symptoms" is on
REFERENCE = ("",)  # one person who differs in nothing from the reference patient


@dataclass(frozen=True)
class Found:
    """The number that is held against the band, and the numbers that it is made of."""

    value: float
    parts: tuple[float, ...] = ()


T = TypeVar("T")
Quantity = Callable[[Setup, Observation], "Found | float"]
QUANTITIES: dict[str, Quantity] = {}


def quantity(name: str) -> Callable[[Quantity], Quantity]:
    """Register a function under the name that the rows use. A decorator."""

    def add(function: Quantity) -> Quantity:
        QUANTITIES[name] = function
        return function

    return add


@lru_cache(maxsize=64)
def at_days(setup: Setup, days: tuple[float, ...]) -> Setup:
    """The same release, read at other days; what is solved once a release is kept."""
    other = replace(setup, days=np.array(days))
    other.__dict__["calibration"] = setup.calibration
    return other


def every_day(setup: Setup, steps_a_day: int = 50) -> tuple[float, ...]:
    """A fine grid over the course, to find when something happens; days."""
    horizon = setup.knowledge.parameters.horizon
    return tuple(np.linspace(0, horizon, round(horizon * steps_a_day) + 1).tolist())


def rows(
    setup: Setup, drugs: Sequence[str], doses: Sequence[float | None],
    people: Sequence[str] = REFERENCE, reach: str = "",
) -> Rows:  # fmt: skip
    """One row a person, with a drug and a dose each; lists of one serve all.

    A dose None is the drug's reference dose. KeyError for a drug, gene or modifier that the
    release does not have.
    """
    size = max(len(drugs), len(doses), len(people))
    drugs, people = _as_long(drugs, size), _as_long(people, size)
    places = np.array([setup.drug_index(drug) for drug in drugs])
    usual = [setup.drugs[place].value("reference_dose") for place in places]
    own = [x if x is not None else y for x, y in zip(_as_long(doses, size), usual, strict=True)]
    shares = modifiers.full_reach if reach == FULL_REACH else modifiers.symptom_reach
    return Rows(
        Regimens(places, np.array(own, dtype=float)),
        genetics(setup.knowledge, drugs, people),
        shares(setup.knowledge),
    )


def _as_long(values: Sequence[T], size: int) -> Sequence[T]:
    return list(values) * size if len(values) == 1 else values


def read(setup: Setup, row: Observation, key: str, day: float | None = None) -> Floats:
    """A key for the row's people, or one a dose of its drugs; at the day, or at the row's.

    Shape (rows,).
    """
    asked = row.day if day is None else day
    there = setup if asked is None else at_days(setup, (asked,))
    subjects = rows(setup, row.drugs, [row.dose_mg], row.people or REFERENCE, reach(row))
    return np.asarray(chain.simulate(there, subjects, (key,))[key][:, 0])


def reach(row: Observation) -> str:
    """Whether the switch is on for this row."""
    return row.given.get("reach", "")


def genetics(knowledge: Knowledge, drugs: Sequence[str], people: Sequence[str]) -> Genetics:
    """The reference patient with what each person's name changes.

    ValueError where a phenotype has no exposure ratio for the drug: 1 would be silence.
    """
    found = modifiers.reference(knowledge, len(people))
    for place, (drug, person) in enumerate(zip(drugs, people, strict=True)):
        for name, value in changes(person):
            if name in found.counts:
                found.counts[name][place] = float(value)
            else:
                found.ratios[place] *= ratio_rows(knowledge, drug, name, value).factors
    return found


def changes(person: str) -> list[tuple[str, str]]:
    """What a person's name says: pairs of modifier or gene and count or phenotype."""
    words = filter(None, (word.strip() for word in person.split("+")))
    return [(name.strip(), value.strip()) for name, value in (word.split("=") for word in words)]


def ratio_rows(knowledge: Knowledge, drug: str, gene: str, phenotype: str) -> RatioRows:
    """The exposure rows of a phenotype; ValueError where there are none."""
    found = exposure.ratio_rows(knowledge, drug, gene, phenotype, ())
    if not found.rows:
        raise ValueError(f"{drug} has no exposure ratio for {gene} {phenotype}")
    return found
