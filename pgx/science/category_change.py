"""A drug and its enzymes -> the smallest changes of genotype that would change the category.

Only the body that sets the category is asked. One gene is replaced at a time, then two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, product
from math import prod

from pgx.science.classes import LIKELY, activity, is_score, possible_scores
from pgx.science.guideline import NOT_TESTED, essence, look_up_body
from pgx.science.knowledge import Interval, Knowledge
from pgx.science.phenotypes import INDETERMINATE, FunctionalClass, phenotype_of_score
from pgx.science.recommendation import LEADING_BODY, Category, recommend

MOST = 8  # change sets that are kept: a handful
GENES_AT_ONCE = 2  # no body looks at more of them together


@dataclass(frozen=True)
class Change:
    """One gene's class replaced: `was` is its phenotype, or why it has none.

    `scores` are the activity scores of `to` for which it holds, empty for genes that go by
    function; `and_above` where the last of them stands for all higher ones too.
    """

    gene: str
    was: str
    to: str
    scores: tuple[float, ...] = ()
    and_above: bool = False


@dataclass(frozen=True)
class ChangeSet:
    """Changes that together, and no fewer, give this category."""

    changes: tuple[Change, ...]
    category: Category


def category_changes(
    knowledge: Knowledge, drug: str, enzymes: Mapping[str, FunctionalClass]
) -> tuple[ChangeSet, ...]:
    """The smallest sets of changes that give another category, at most `MOST` of them.

    In the order of the leading body's genes, then from the least to the most activity.
    Empty where no change of genotype alters the category.
    """
    genes = relevant_genes(knowledge, drug)
    own = tuple(_bare(knowledge, enzymes.get(gene) or _untested(gene)) for gene in genes)
    return _category_changes(knowledge, drug, own)


def relevant_genes(knowledge: Knowledge, drug: str) -> tuple[str, ...]:
    """The enzymes by which the body that sets the category advises on a drug.

    Its tables without advice never set a category.
    """
    tables = knowledge.statement_tables.get((LEADING_BODY, drug), ())
    found = dict.fromkeys(chain.from_iterable(table.genes for table in tables if table.advises))
    return tuple(gene for gene in found if gene in knowledge.enzymes)


def _bare(knowledge: Knowledge, own: FunctionalClass) -> FunctionalClass:
    """What the category can depend on, so that the cache has few keys."""
    if knowledge.own_classes.get((LEADING_BODY, own.gene)):
        return essence(knowledge, own)
    return FunctionalClass(own.gene, "", own.status, phenotype=own.phenotype, score=own.score)


def _untested(gene: str) -> FunctionalClass:
    return FunctionalClass(gene, "", NOT_TESTED.status)


@lru_cache(maxsize=8192)
def _category_changes(
    knowledge: Knowledge, drug: str, own: tuple[FunctionalClass, ...]
) -> tuple[ChangeSet, ...]:
    now = category_of(knowledge, drug, own)
    for number in range(1, min(GENES_AT_ONCE, len(own)) + 1):
        if found := tuple(_sets_of(knowledge, drug, own, number, now)):
            return found[:MOST]
    return ()


def _sets_of(
    knowledge: Knowledge, drug: str, own: tuple[FunctionalClass, ...], number: int, now: Category
) -> Iterator[ChangeSet]:
    """The sets of this many changes; scores of one phenotype and category are one set.

    A "likely" phenotype is left out where the plain one, tried before it, does the same.
    """
    for places in combinations(range(len(own)), number):
        found: dict[tuple[Category, tuple[str, ...]], list[tuple[FunctionalClass, ...]]] = {}
        others = [_others(knowledge, own[place]) for place in places]
        for chosen in product(*others):
            tried = list(own)
            for place, each in zip(places, chosen, strict=True):
                tried[place] = each
            category = category_of(knowledge, drug, tuple(tried))
            names = tuple(each.phenotype for each in chosen)
            plain = tuple(name.removeprefix(LIKELY) for name in names)
            if category != now and (names == plain or (category, plain) not in found):
                found.setdefault((category, names), []).append(chosen)
        for (category, _), alike in found.items():
            was = [own[place] for place in places]
            for group in _whole(alike):
                columns = zip(was, zip(*group, strict=True), strict=True)
                yield ChangeSet(tuple(_change(knowledge, *each) for each in columns), category)


def _whole(alike: list[tuple[FunctionalClass, ...]]) -> list[list[tuple[FunctionalClass, ...]]]:
    """One group where every score of one gene goes with every score of the other, else several."""
    scores = [{each.score for each in column} for column in zip(*alike, strict=True)]
    is_whole = len(alike) == prod(map(len, scores))
    return [alike] if is_whole else [[each] for each in alike]


def _change(
    knowledge: Knowledge, was: FunctionalClass, tried: tuple[FunctionalClass, ...]
) -> Change:
    scores = tuple(dict.fromkeys(each.score for each in tried if each.score is not None))
    ranges = knowledge.activity_scores.get(was.gene, ()) if scores else ()
    and_above = any(scores[-1] in each.scores and each.scores.high is None for each in ranges)
    return Change(was.gene, was.phenotype or was.status, tried[0].phenotype, scores, and_above)


def _others(knowledge: Knowledge, own: FunctionalClass) -> tuple[FunctionalClass, ...]:
    """What else a gene can be, without what it is."""
    found = candidates(knowledge, own.gene)
    if own.score is None:
        return tuple(each for each in found if each.phenotype != own.phenotype)
    return tuple(each for each in found if each.score != own.score)


@lru_cache(maxsize=8192)
def category_of(knowledge: Knowledge, drug: str, own: tuple[FunctionalClass, ...]) -> Category:
    """The category for a drug whose relevant genes are of these classes."""
    enzymes = {each.gene: each for each in own}
    findings = look_up_body(knowledge, LEADING_BODY, drug, enzymes)
    return recommend(findings, knowledge.enzymes).category


@lru_cache(maxsize=256)
def candidates(knowledge: Knowledge, gene: str) -> tuple[FunctionalClass, ...]:
    """Every known class of a gene as the tables tell them apart, the least active first."""
    if gene in knowledge.activity_scores:
        classes = [_of_score(knowledge, gene, score) for score in _scores(knowledge, gene)]
    else:
        classes = list(_of_functions(knowledge, gene))
    known = [_bare(knowledge, each) for each in classes if each.phenotype != INDETERMINATE]
    return tuple(sorted(known, key=activity))


def _of_score(knowledge: Knowledge, gene: str, score: float) -> FunctionalClass:
    phenotype = phenotype_of_score(knowledge, gene, score)
    return FunctionalClass(gene, "", "called", phenotype=phenotype, score=score)


def _of_functions(knowledge: Knowledge, gene: str) -> Iterator[FunctionalClass]:
    """One class a phenotype: a pair of functions stands for all that give it."""
    seen: dict[str, frozenset[str]] = {}
    for (owner, functions), found in knowledge.phenotypes.items():
        if owner == gene:
            seen.setdefault(found.phenotype, functions)
    for phenotype, functions in seen.items():
        pair = tuple(sorted(functions)) * (2 if len(functions) == 1 else 1)
        yield FunctionalClass(gene, "", "called", phenotype=phenotype, functions=pair)


def _scores(knowledge: Knowledge, gene: str) -> tuple[float, ...]:
    """Scores that two alleles can have: each that is a key, and the lowest in each range."""
    exact, ranges = _keys(knowledge, gene)
    possible = possible_scores(knowledge, gene)
    lowest = (next((each for each in possible if each in scores), None) for scores in ranges)
    found = {each for each in possible if each in exact}
    return tuple(sorted(found | {each for each in lowest if each is not None}))


def _keys(knowledge: Knowledge, gene: str) -> tuple[set[float], list[Interval]]:
    """The scores and the ranges of scores by which the leading body's rows go."""
    exact: set[float] = set()
    ranges: dict[str, Interval] = {}
    for (body, _), tables in knowledge.statement_tables.items():
        for table in tables if body == LEADING_BODY else ():
            if gene in table.genes:
                place = table.genes.index(gene)
                exact |= {float(keys[place]) for keys in table.rows if is_score(keys[place])}
                ranges |= table.ranges[place]
    return exact, list(ranges.values())
