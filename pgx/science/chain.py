"""The whole chain for many subjects at once: regimens and genetics -> courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from pgx.science import exposure, modifiers, occupancy, plasticity, response
from pgx.science.clock import Clock
from pgx.science.exposure import Floats, Kinetics, Regimens
from pgx.science.knowledge import Drug, Knowledge
from pgx.science.modifiers import Genetics
from pgx.science.occupancy import Affinities, Occupancy
from pgx.science.plasticity import Course
from pgx.science.response import Calibration

ANCHOR = "citalopram"  # the drug whose reference course sets the weights (model.md 3.7)


@dataclass(frozen=True, eq=False)
class Setup:
    """A release as arrays, made once: drugs in order, kinetics, affinities, the clock."""

    knowledge: Knowledge
    drugs: tuple[Drug, ...]
    kinetics: Kinetics
    affinities: Affinities
    clock: Clock

    def drug_index(self, drug: str) -> int:
        """Where a drug stands in the arrays."""
        return [each.drug for each in self.drugs].index(drug)


@dataclass(frozen=True)
class Run:
    """What the chain gives for each subject. `level` holds steady total levels in ng/mL.

    It has the shape (subjects, ligands).
    """

    level: Floats
    steady: Occupancy  # shape (subjects, 1)
    course: Course  # with every modifier
    effect: Floats  # I_drug of the symptom run, shape (subjects, points); NaN: not represented


@lru_cache(maxsize=8)
def setup(knowledge: Knowledge) -> Setup:
    """Compile the arrays of a release."""
    p = knowledge.parameters
    drugs = tuple(drug for drug in knowledge.drugs.values() if drug.is_modelled)
    clock = Clock(p.horizon, p.clock_scale)
    kinetics = exposure.kinetics(drugs)
    return Setup(knowledge, drugs, kinetics, occupancy.affinities(drugs, kinetics, p), clock)


def run(setup: Setup, regimens: Regimens, genetics: Genetics) -> Run:
    """Follow the effect from exposure to symptoms; shapes as in `Run`."""
    knowledge = setup.knowledge
    course = simulate(setup, regimens, genetics, modifiers.full_reach(knowledge))
    symptom = simulate(setup, regimens, genetics, modifiers.symptom_reach(knowledge))
    calibration = calibrate(setup)
    effect = response.raw_effect(calibration, symptom)
    effect = calibration.shown_coverage(knowledge.parameters)[regimens.drug][:, None] * effect
    level = exposure.total_level(setup.kinetics, regimens, genetics.ratios)
    return Run(level, _steady(setup, regimens, genetics), course, effect)


def simulate(
    setup: Setup, regimens: Regimens, genetics: Genetics, reach: Mapping[str, float]
) -> Course:
    """The course with each modifier acting by its share in `reach`."""
    p = setup.knowledge.parameters
    factors = modifiers.factors(p, genetics, reach)
    level = exposure.effective_level(
        setup.kinetics, regimens, genetics.ratios, factors.brain_entry, setup.clock.days
    )
    occupied = occupancy.occupy(setup.affinities, p, regimens.drug, level)
    return plasticity.simulate(p, setup.clock, occupied, factors)


def _steady(setup: Setup, regimens: Regimens, genetics: Genetics) -> Occupancy:
    p = setup.knowledge.parameters
    factors = modifiers.factors(p, genetics, modifiers.full_reach(setup.knowledge))
    level = exposure.effective_level(
        setup.kinetics, regimens, genetics.ratios, factors.brain_entry, np.array([np.inf])
    )
    return occupancy.occupy(setup.affinities, p, regimens.drug, level)


@lru_cache(maxsize=8)
def calibrate(setup: Setup) -> Calibration:
    """Solve the weights and every drug's coverage with the reference patient."""
    knowledge, p = setup.knowledge, setup.knowledge.parameters
    subjects = len(setup.drugs)
    doses = np.array([drug.value("reference_dose") for drug in setup.drugs])
    regimens = Regimens(np.arange(subjects), doses)
    reference = modifiers.reference(knowledge, subjects)
    course = simulate(setup, regimens, reference, modifiers.symptom_reach(knowledge))
    weeks = np.array([p.week_1, p.week_6, p.week_8])
    anchor = setup.drug_index(ANCHOR)
    f, R = (setup.clock.read(state, weeks) for state in (course.f, course.R))
    fast, slow = response.solve_weights(p, f[anchor], R[anchor])
    raw = fast * f[:, -1] + slow * R[:, -1]
    coverage = np.ones(subjects)
    approved = np.array([drug.kind == "antidepressant" for drug in setup.drugs])
    coverage[approved] = p.effect_week_8 / raw[approved]
    return Calibration(fast, slow, coverage)


def stack(regimens: Regimens, variants: list[Genetics]) -> tuple[Regimens, Genetics]:
    """Several genetics of the same subjects, one under the other, as one set of subjects."""
    times = len(variants)
    counts = {
        name: np.concatenate([variant.counts[name] for variant in variants])
        for name in variants[0].counts
    }
    return (
        replace(regimens, drug=np.tile(regimens.drug, times), dose=np.tile(regimens.dose, times)),
        Genetics(np.concatenate([variant.ratios for variant in variants]), counts),
    )
