"""What if: the same subject with one genotype another one.

For each modifier every other count, and for each enzyme of the drug every other metabolizer
phenotype that the release has exposure ratios or a normal for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pgx.science.chain import Setup
from pgx.science.exposure import LIGANDS, NORMAL, Floats, enzymes_of, ratio_rows
from pgx.science.knowledge import Knowledge
from pgx.science.modifiers import GROUPS
from pgx.science.phenotypes import FunctionalClass
from pgx.science.variants import Computed, Variants

MOST_ALLELES = 2
Label = tuple[str, str, str | int]


@dataclass(frozen=True)
class Counterfactual:
    """One change of one gene and what would follow, for one subject."""

    gene: str
    marker: str  # empty for an enzyme
    becomes: str | int  # a phenotype, or a count of the modifier
    level_ratio: float  # of the parent, to a normal metabolizer
    occupancy: float
    relative_response: float
    points: float


def labels(setup: Setup, drug: str, enzymes: dict[str, FunctionalClass]) -> tuple[Label, ...]:
    """The changes that can be tried: all but what the subject has."""
    knowledge = setup.knowledge
    found: list[Label] = []
    for gene in enzymes_of(knowledge, drug):
        own = enzymes[gene].phenotype or NORMAL
        found += [
            ("what if", gene, each) for each in _phenotypes(knowledge, drug, gene) if each != own
        ]
    for name in GROUPS[1:]:
        modifier = knowledge.modifiers[name]
        most = 1 if modifier.rule == "homozygous" else MOST_ALLELES
        found += [("what if", name, count) for count in range(most + 1)]
    return tuple(found)


def _phenotypes(knowledge: Knowledge, drug: str, gene: str) -> tuple[str, ...]:
    """Normal, and the phenotypes that have an exposure ratio for this drug."""
    rows = knowledge.exposure_ratios
    found = [row.phenotype for row in rows if (row.drug, row.gene) == (drug, gene)]
    return tuple(dict.fromkeys([NORMAL, *found]))


def change(
    variants: Variants, knowledge: Knowledge, drug: str, enzymes: dict[str, FunctionalClass]
) -> None:
    """Change the one gene of each label; for rows that are all one subject and drug."""
    for place, label in variants.places():
        match label:
            case ("what if", str(gene), str(phenotype)):
                variants.ratios[place] *= _swap(knowledge, drug, enzymes[gene], phenotype)
            case ("what if", str(name), int(count)):
                variants.counts[name][place] = count


def _swap(knowledge: Knowledge, drug: str, own: FunctionalClass, phenotype: str) -> Floats:
    """Factor on both levels from the subject's own class to another phenotype."""
    now = ratio_rows(knowledge, drug, own.gene, own.phenotype, own.functions).factors
    then = ratio_rows(knowledge, drug, own.gene, phenotype, ()).factors
    return np.array([then[i] / now[i] for i in range(LIGANDS)])


def counterfactuals(
    setup: Setup, computed: Computed, tried: tuple[Label, ...], reference: float
) -> tuple[Counterfactual, ...]:
    """What each change gave; `reference` is the reference patient's resilience."""
    week_8 = setup.day(setup.knowledge.parameters.week_8)
    usual = computed["reference"]["Ct_p"][0, 0]
    columns = [computed.values[key][:, 0] for key in ("Ct_p", "steady.th_SERT", "R_at", "points")]
    last = (0, 0, -1, week_8)
    found = []
    for label in tried:
        place, (gene, becomes) = computed.labels[label], label[1:]
        modifier = setup.knowledge.modifiers.get(gene)
        level, occupied, end, points = (
            float(column[place, day]) for column, day in zip(columns, last, strict=True)
        )
        found.append(
            Counterfactual(
                modifier.gene if modifier else gene,
                modifier.marker if modifier else "",
                becomes,
                level / float(usual),
                occupied,
                end / reference if reference > 0 else float("nan"),
                points,
            )
        )
    return tuple(found)
