"""The whole chain for many subjects at once: regimens and genetics -> what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pgx.science import (
    exposure,
    modifiers,
    occupancy,
    plasticity,
    rapid,
    response,
    side_effects,
)
from pgx.science.clock import MOST_SHARED, Clock
from pgx.science.columns import Groups, group
from pgx.science.exposure import Floats, Regimens
from pgx.science.formulas import Model
from pgx.science.knowledge import Drug, Knowledge
from pgx.science.modifiers import COUNTS, Genetics
from pgx.science.response import Calibration

ANCHOR = "citalopram"  # the drug whose reference course sets the weights (model.md 3.7)
CHAPTERS = (exposure, occupancy, plasticity, rapid, response, side_effects)
DAYS_PER_WEEK = 7
FIRST_DAYS = (1.0, 3.0)  # shown beside the weeks: single doses act at once
BLOCK = 4608  # rows computed together: large enough that two threads seldom meet
THREADS = 2
LEAST_ROWS_FOR_THREADS = 2 * BLOCK
# The release's name of a drug's leaf, and what stands in where a drug has none.
DRUG_VALUES = {
    "Css_p": ("steady_state_level", 0.0),
    "Css_m": ("metabolite_level", 0.0),
    "MW_p": ("molecular_weight", 1.0),
    "MW_m": ("metabolite_molecular_weight", 1.0),
    "fu_p": ("unbound_fraction", 0.0),
    "fu_m": ("metabolite_unbound_fraction", 0.0),
    "thalf_p": ("half_life", float(exposure.HOURS_PER_DAY)),
    "thalf_m": ("metabolite_half_life", float(exposure.HOURS_PER_DAY)),
    "dose_ref": ("reference_dose", 1.0),
    "Kp": ("brain_entry", 0.0),
}


def _brain_entry_at_net(drug: Drug) -> float:
    own = "net_entry" if "net_entry" in drug.values else "brain_entry"
    return drug.value(own) if own in drug.values else 0.0


# Leaves that follow from more than one value of a drug.
FLAGS: Mapping[str, Callable[[Drug], float]] = {
    "Kp_net": _brain_entry_at_net,
    "pgp": lambda drug: drug.pgp_substrate,
    "daily": lambda drug: drug.kind != "rapid",
    "is_nmda": lambda drug: any(row.target == "NMDA" for row in drug.ligands[0].binding),
    "is_bound": lambda drug: bool(drug.binding),
}
# 5-HT4 agonists, full and partial: what they bind speeds plasticity.
SPEEDING = [(kind, ligand) for kind in ("kag", "kpa") for ligand in occupancy.LIGAND_SYMBOLS]
NONE: Mapping[str, Floats] = MappingProxyType({})


@dataclass(frozen=True)
class Rows:
    """Subjects with a regimen each.

    `overrides` has parameters that differ by row, each of the shape (rows,); `reach` the
    share of each modifier that symptoms see.
    """

    regimens: Regimens
    genetics: Genetics
    reach: Mapping[str, float]
    overrides: Mapping[str, Floats] = field(default_factory=lambda: NONE)

    def __len__(self) -> int:
        return len(self.regimens.drug)

    def groups(self) -> Groups:
        """Rows of which the chain gives the same, so that one of them is computed for all."""
        numbers = (self.regimens.drug, self.regimens.dose, *self.genetics.ratios.T)
        columns = (*numbers, *self.genetics.counts.values(), *self.overrides.values())
        return group([np.unique(each, return_inverse=True)[1] for each in columns])

    def take(self, rows: NDArray[np.intp] | slice) -> Rows:
        """These rows, in this order."""
        return Rows(
            Regimens(self.regimens.drug[rows], self.regimens.dose[rows]),
            Genetics(
                self.genetics.ratios[rows],
                {name: count[rows] for name, count in self.genetics.counts.items()},
            ),
            self.reach,
            {name: values[rows] for name, values in self.overrides.items()},
        )


@dataclass(frozen=True, eq=False)
class Setup:
    """A release as arrays, made once: its drugs in order, their leaves, the clock."""

    knowledge: Knowledge
    drugs: tuple[Drug, ...]
    clock: Clock
    model: Model
    days: Floats  # the days that answers show; shape (days,)
    calibrates: bool = True  # False only while the calibration itself is being solved

    def drug_index(self, drug: str) -> int:
        """Where a drug stands in the arrays."""
        return self._places[drug]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.drug: place for place, each in enumerate(self.drugs)}

    def day(self, day: float) -> int:
        """Where a day that answers show stands; IndexError for another one."""
        return int(np.flatnonzero(self.days == day)[0])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The leaves that a drug gives, in the columns of `table`."""
        bound = [leaf for leaf in self.model.leaves if leaf.split("_")[0] in occupancy.KINDS]
        return (*DRUG_VALUES, *FLAGS, *sorted(bound))

    @cached_property
    def table(self) -> Floats:
        """The drugs' leaves; shape (drugs, leaves)."""
        return np.array(
            [[self.drug_leaf(drug, name) for name in self.names] for drug in self.drugs]
        )

    def drug_leaf(self, drug: Drug, name: str) -> float:
        """One leaf of one drug, in the unit of its row; what stands in where it has none."""
        if name in DRUG_VALUES:
            quantity, missing = DRUG_VALUES[name]
            return drug.value(quantity) if quantity in drug.values else missing
        if name in FLAGS:
            return float(FLAGS[name](drug))
        return occupancy.inverse_constant(drug, self.knowledge.parameters, name)

    @cached_property
    def schedules(self) -> Floats:
        """The days of the doses of agents given as single doses; shape (drugs, doses)."""
        longest = max([len(drug.schedule) for drug in self.drugs], default=0) or 1
        days = np.full((len(self.drugs), longest), rapid.NEVER)
        for place, drug in enumerate(self.drugs):
            days[place, : len(drug.schedule)] = drug.schedule
        return days

    @cached_property
    def is_apart(self) -> NDArray[np.bool_]:
        """Which drugs are given as single doses, or change rates in time; shape (drugs,)."""
        faster = [self.names.index(f"{kind}_{ligand}_4") for kind, ligand in SPEEDING]
        rapid = [drug.kind == "rapid" for drug in self.drugs]
        return np.array(rapid) | (self.table[:, faster] > 0).any(axis=1)

    @cached_property
    def shared_leaves(self) -> Mapping[str, Any]:
        """The leaves that are the same for every subject."""
        knowledge = self.knowledge
        weights = {(row.domain, row.target): row.weight.value for row in knowledge.side_weights}
        return {
            **{symbol: number.value for symbol, number in knowledge.parameters.numbers.items()},
            **{f"l_{name}": 1.0 for name in knowledge.modifiers},
            "clock": self.clock,
            "days": self.clock.days[None],
            "at_days": self.days[None],
            "nS_ref": float(knowledge.modifiers["SLC6A4"].reference_count),
            "side_weights": np.array(
                [
                    [weights.get((domain, target), 0.0) for target in side_effects.OCCUPIED]
                    for domain in side_effects.DOMAINS
                ]
            ),
        }

    @cached_property
    def calibration(self) -> Calibration:
        """The weights and every drug's coverage, solved with the reference patient."""
        return calibrate(self)

    @cached_property
    def coverage(self) -> Floats:
        """s_d of each drug, NaN where no symptom course is shown; shape (drugs,)."""
        return self.calibration.shown_coverage(self.knowledge.parameters)


@lru_cache(maxsize=8)
def setup(knowledge: Knowledge) -> Setup:
    """Compile the arrays of a release."""
    p = knowledge.parameters
    scenes = {
        "steady": {"C_p": "B_p", "C_m": "B_m"},
        "plasma": {"C_p": "U_p", "C_m": "U_m"},
        "symptom": {
            f"l_{name}": f"lambda_{name}"
            for name, each in knowledge.modifiers.items()
            if each.lambda_symptoms.value != 1
        },
    }
    weeks = np.arange(0, p.horizon + 1, DAYS_PER_WEEK)
    return Setup(
        knowledge,
        tuple(knowledge.drugs.values()),
        Clock(p.horizon, p.clock_scale),
        Model([chapter.formula for chapter in CHAPTERS], scenes),
        np.union1d(weeks, [day for day in (*FIRST_DAYS, p.week_8) if day < p.horizon]),
    )


def simulate(setup: Setup, rows: Rows, wanted: tuple[str, ...]) -> dict[str, Floats]:
    """What is wanted of each row, by key; the first axis is the row.

    A row's values depend on that row alone, not on the rows beside it or on their number.
    """
    parts = list(_parts(setup, rows))
    if len(rows) < LEAST_ROWS_FOR_THREADS:
        found = [_evaluate(setup, rows.take(part), wanted) for part in parts]
    else:
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda part: _evaluate(setup, rows.take(part), wanted), parts))
    if len(found) == 1:
        return found[0]
    values = {key: np.empty((len(rows), found[0][key].shape[1])) for key in wanted}
    for part, each in zip(parts, found, strict=True):
        for key in wanted:
            values[key][part] = each[key]
    return values


def simulate_all(setup: Setup, rows: Rows, wanted: tuple[str, ...]) -> dict[str, Any]:
    """Every value on the way to what is wanted, for a few rows of one kind of drug."""
    return setup.model.evaluate(wanted, leaves(setup, rows))


def _parts(setup: Setup, rows: Rows) -> Iterator[NDArray[np.intp] | slice]:
    """Blocks of rows; those of a drug that needs more than one filter are computed apart, and
    so few together that each row's filter is a shared one, whatever rows are beside it.
    """
    drug = rows.regimens.drug
    apart = setup.is_apart[drug]
    if not apart.any():
        yield from (slice(start, start + BLOCK) for start in range(0, len(rows), BLOCK))
        return
    usual, few = np.flatnonzero(~apart), BLOCK if _are_draws(rows) else MOST_SHARED
    yield from (usual[start : start + BLOCK] for start in range(0, len(usual), BLOCK))
    for each in set(drug[apart]):
        own = np.flatnonzero(drug == each)
        yield from (own[start : start + few] for start in range(0, len(own), few))


def _are_draws(rows: Rows) -> bool:
    """Whether nearly every row has parameters of its own: they share no filter."""
    return any(len(np.unique(values)) > MOST_SHARED for values in rows.overrides.values())


def _evaluate(setup: Setup, rows: Rows, wanted: tuple[str, ...]) -> dict[str, Floats]:
    values = setup.model.evaluate_wanted(wanted, leaves(setup, rows))
    return {key: per_row(values[key], len(rows)) for key in wanted}


def per_row(values: Floats, rows: int) -> Floats:
    """What is one for all rows, once a row."""
    return np.broadcast_to(values, (rows, values.shape[1]))


def leaves(setup: Setup, rows: Rows) -> dict[str, Any]:
    """What no formula gives, for these rows: parameters, the drugs' values, genetics."""
    drug = rows.regimens.drug
    if (drug == drug[0]).all():
        drug = drug[:1]  # one drug for all rows: one number a leaf
    columns = setup.table[drug].T[:, :, None]
    return {
        **setup.shared_leaves,
        **dict(zip(setup.names, columns, strict=True)),
        "schedule": _schedule(setup, drug),
        "dose": rows.regimens.dose[:, None],
        "r_p": rows.genetics.ratios[:, :1],
        "r_m": rows.genetics.ratios[:, 1:],
        **{COUNTS[name]: count[:, None] for name, count in rows.genetics.counts.items()},
        **{f"lambda_{name}": share for name, share in rows.reach.items()},
        **(_calibrated(setup, drug) if setup.calibrates else {}),
        **{name: values[:, None] for name, values in rows.overrides.items()},
    }


def _schedule(setup: Setup, drug: NDArray[np.intp]) -> Floats:
    """The days of the doses, without the places that no drug here uses."""
    days = setup.schedules[drug]
    return days[:, : max(1, int((days < rapid.NEVER).any(axis=0).sum()))]


def _calibrated(setup: Setup, drug: NDArray[np.intp]) -> dict[str, Any]:
    calibration = setup.calibration
    return {"Ef": calibration.fast, "Es": calibration.slow, "s_d": setup.coverage[drug][:, None]}


def calibrate(setup: Setup) -> Calibration:
    """Solve the weights and every drug's coverage with the reference patient (3.7, 3.8)."""
    p = setup.knowledge.parameters
    rows = reference_rows(setup, np.arange(len(setup.drugs)))
    days = np.array([p.week_1, p.week_6, p.week_8])
    at_calibration = replace(setup, days=days, calibrates=False)
    run = simulate(at_calibration, rows, ("symptom.f_at", "symptom.R_at"))
    f, R = run["symptom.f_at"], run["symptom.R_at"]
    anchor = setup.drug_index(ANCHOR)
    fast, slow = response.solve_weights(p, f[anchor], R[anchor])
    raw = fast * f[:, -1] + slow * R[:, -1]
    coverage = np.ones(len(rows))
    approved = np.array([drug.kind == "antidepressant" for drug in setup.drugs])
    coverage[approved] = p.effect_week_8 / raw[approved]
    return Calibration(fast, slow, coverage)


def reference_rows(setup: Setup, drugs: NDArray[np.intp], dose: Floats | None = None) -> Rows:
    """The reference patient with each of these drugs, at the reference dose if none is given."""
    own = setup.table[:, setup.names.index("dose_ref")][drugs] if dose is None else dose
    return Rows(
        Regimens(drugs, own),
        modifiers.reference(setup.knowledge, len(drugs)),
        modifiers.symptom_reach(setup.knowledge),
    )
