"""Every class that a gene can have, as the tables of a release tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations_with_replacement, pairwise

from pgx.science.knowledge import Interval, Knowledge
from pgx.science.phenotypes import INDETERMINATE, FunctionalClass, phenotype_of_score

LIKELY = "Likely "
# From the least to the most activity.
PHENOTYPES = tuple(
    f"{word} Metabolizer"
    for word in (
        *("Poor", "Likely Poor", "Intermediate", "Likely Intermediate"),
        *("Normal", "Rapid", "Ultrarapid"),
    )
)


@lru_cache(maxsize=64)
def every_class(knowledge: Knowledge, gene: str) -> tuple[FunctionalClass, ...]:
    """Every known class of an enzyme: each pair of functions, or each score that any table names.

    The least active first.
    """
    by_score = gene in knowledge.activity_scores
    found = _by_score(knowledge, gene) if by_score else _by_functions(knowledge, gene)
    known = (each for each in found if each.phenotype != INDETERMINATE)
    return tuple(sorted(known, key=activity))


def activity(own: FunctionalClass) -> tuple[int, float]:
    """The place of a class among those of its gene."""
    known = own.phenotype in PHENOTYPES
    return PHENOTYPES.index(own.phenotype) if known else len(PHENOTYPES), own.score or 0


def possible_scores(knowledge: Knowledge, gene: str) -> list[float]:
    """The scores that two alleles can have together."""
    values = {each.activity for each in knowledge.markers[gene].alleles}
    pairs = combinations_with_replacement(sorted(v for v in values if v is not None), 2)
    return sorted({one + other for one, other in pairs})


def _by_functions(knowledge: Knowledge, gene: str) -> Iterator[FunctionalClass]:
    for (owner, functions), found in knowledge.phenotypes.items():
        if owner == gene:
            pair = tuple(sorted(functions)) * (2 if len(functions) == 1 else 1)
            yield FunctionalClass(gene, "", "called", phenotype=found.phenotype, functions=pair)


def _by_score(knowledge: Knowledge, gene: str) -> Iterator[FunctionalClass]:
    for score in _telling_scores(knowledge, gene):
        phenotype = phenotype_of_score(knowledge, gene, score)
        yield FunctionalClass(gene, "", "called", phenotype=phenotype, score=score)


def _telling_scores(knowledge: Knowledge, gene: str) -> Iterator[float]:
    """Scores that are a key or an end of a range, and the lowest possible between two of them."""
    cuts = sorted(_cuts(knowledge, gene))
    possible = possible_scores(knowledge, gene)
    yield from (score for score in possible if score in cuts)
    for low, high in pairwise([*cuts, float("inf")]):
        yield from [score for score in possible if low < score < high][:1]


def _cuts(knowledge: Knowledge, gene: str) -> set[float]:
    """Every number by which a table of the release tells scores of a gene apart."""
    tables = (table for each in knowledge.statement_tables.values() for table in each)
    keys = {keys[t.genes.index(gene)] for t in tables if gene in t.genes for keys in t.rows}
    ranges = [Interval.parse(key) for key in keys if key.startswith(">")]
    ranges += [each.scores for each in knowledge.activity_scores[gene]]
    own = (each for each in knowledge.body_phenotypes if each.gene == gene and each.by == "score")
    ranges += [Interval.parse(each.value) for each in own]
    ends = {end for each in ranges for end in (each.low, each.high) if end is not None}
    return ends | {float(key) for key in keys if is_score(key)}


def is_score(key: str) -> bool:
    """Whether the key of a statement is an activity score.

    >>> is_score("0.25"), is_score(">2.25")
    (True, False)
    """
    return key.replace(".", "", 1).isdecimal()
