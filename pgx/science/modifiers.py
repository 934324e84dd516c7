"""Genotypes -> factors on the mechanism (model.md 2 and 3).

A modifier counts alleles; here the counts become the factors that the equations read.
A count that is not known is the reference patient's, and `phenotypes` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from pgx.science.exposure import LIGANDS, Floats
from pgx.science.knowledge import Knowledge, Modifier, Parameters
from pgx.science.phenotypes import FunctionalClass, Phenotypes

EXPOSURE = "CYP exposure"
# The fixed order in which contributions are told (model.md 9).
GROUPS = (EXPOSURE, "ABCB1", "SLC6A4", "HTR1A", "HTR4", "BDNF")


@dataclass(frozen=True)
class Genetics:
    """Everything by which one subject differs from another.

    `ratios` has the shape (subjects, ligands), each count the shape (subjects,).
    """

    ratios: Floats  # levels of parent and metabolite over a normal metabolizer's
    counts: Mapping[str, Floats]  # by modifier

    def with_group(self, group: str, other: Genetics) -> Genetics:
        """This, with one group's values taken from the other."""
        if group == EXPOSURE:
            return replace(self, ratios=other.ratios)
        return replace(self, counts={**self.counts, group: other.counts[group]})


def genetics(knowledge: Knowledge, phenotypes: Phenotypes, ratios: Floats) -> Genetics:
    """The subjects' own ratios and counts, with the reference's where a count is not known."""
    counts = {}
    for name, modifier in knowledge.modifiers.items():
        counts[name] = phenotypes.modifiers[name].numbers(partial(_count, modifier))
    return Genetics(ratios, counts)


def _count(modifier: Modifier, found: FunctionalClass) -> float:
    return modifier.reference_count if found.count is None else found.count


def reference(knowledge: Knowledge, subjects: int) -> Genetics:
    """The reference patient, once a subject."""
    return Genetics(
        np.ones((subjects, LIGANDS)),
        {
            name: np.full(subjects, float(modifier.reference_count))
            for name, modifier in knowledge.modifiers.items()
        },
    )


@dataclass(frozen=True)
class Factors:
    """Factors on the mechanism, each of the shape (subjects,)."""

    sert_capacity: Floats  # g
    feedback_gain: Floats  # exp(b_alpha * n1A), on alpha0
    desensitization_time: Floats  # exp(b_tau * n1A), on tau_A
    branch_5ht4: Floats  # h4f
    secretion: Floats  # m
    brain_entry: Floats  # for P-glycoprotein substrates


def factors(p: Parameters, genetics: Genetics, reach: Mapping[str, float]) -> Factors:
    """Turn counts into factors.

    `reach` is the share of each modifier that acts: 1 for plasticity, the release's
    `lambda_symptoms` for the symptom run.
    """
    n = {name: reach[name] * count for name, count in genetics.counts.items()}
    met = np.where(genetics.counts["BDNF"] == 2, p.bMet2, p.bMet1)
    met = np.where(genetics.counts["BDNF"] == 0, 0.0, met) * reach["BDNF"]
    return Factors(
        np.exp(p.bS * n["SLC6A4"]),
        np.exp(p.b_alpha * n["HTR1A"]),
        np.exp(p.b_tau * n["HTR1A"]),
        np.exp(p.b4 * n["HTR4"]),
        np.exp(met),
        np.exp(p.beta_ABCB1 * n["ABCB1"]),
    )


def full_reach(knowledge: Knowledge) -> dict[str, float]:
    """Every modifier acts in full: what plasticity sees."""
    return dict.fromkeys(knowledge.modifiers, 1.0)


def symptom_reach(knowledge: Knowledge) -> dict[str, float]:
    """Modifiers that people do not show are left out: what symptoms see (model.md 3.7)."""
    return {name: modifier.lambda_symptoms.value for name, modifier in knowledge.modifiers.items()}
