"""Genotypes -> the counts and ratios that the equations read (model.md 2).

A count that is not known is the reference patient's, and `phenotypes` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from pgx.science.exposure import LIGANDS, Floats
from pgx.science.knowledge import Knowledge, Modifier
from pgx.science.phenotypes import FunctionalClass, Phenotypes

EXPOSURE = "CYP exposure"
# The fixed order in which contributions are told (model.md 9).
GROUPS = (EXPOSURE, "ABCB1", "SLC6A4", "HTR1A", "HTR4", "BDNF")
# The symbol of each modifier's count; what it does is in the equations that read it.
COUNTS = {
    "SLC6A4": "nS",
    "HTR1A": "n1A",
    "HTR4": "h4",
    "BDNF": "nMet",
    "ABCB1": "nABC",
    "HTR2A": "n2A",
    "HTR3B": "n3B",
}


@dataclass(frozen=True)
class Genetics:
    """Everything by which one subject differs from another.

    `ratios` has the shape (subjects, ligands), each count the shape (subjects,).
    """

    ratios: Floats  # levels of parent and metabolite over a normal metabolizer's
    counts: Mapping[str, Floats]  # by modifier


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


def full_reach(knowledge: Knowledge) -> dict[str, float]:
    """Every modifier acts in full: what plasticity sees."""
    return dict.fromkeys(knowledge.modifiers, 1.0)


def symptom_reach(knowledge: Knowledge) -> dict[str, float]:
    """Modifiers that people do not show are left out: what symptoms see (model.md 3.7)."""
    return {name: modifier.lambda_symptoms.value for name, modifier in knowledge.modifiers.items()}
