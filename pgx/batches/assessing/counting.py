"""Counts of a part that add up over all parts: nested dicts of whole numbers, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pgx.batches.assessing.asking import Asking
from pgx.batches.assessing.rows import Rows
from pgx.science.columns import Column, together
from pgx.science.evaluation import Evaluation
from pgx.science.phenotypes import FunctionalClass

Counts = Mapping[str, Any]
BINS_A_DOUBLING = 16  # of the response ratio: bin k is around 2^(k/16), some 4 % wide


def count(rows: Rows, asking: Asking, records: int) -> Counts:
    """The counts of a part; genotypes and phenotypes once a subject's row, not once a regimen."""
    is_first = np.append(True, asking.rows[1:] != asking.rows[:-1])[: len(asking.rows)]
    once = rows.evaluation.take(np.flatnonzero(is_first))
    found = {
        "records": records,
        "subjects": int(is_first.sum()),
        "results": len(asking.rows),
        "refused": records - int(is_first.sum()),
        "errors": dict(Counter(error.code for error in asking.errors)),
    }
    return {**found, **_of_results(rows, once)} if len(asking.rows) else found


def _of_results(rows: Rows, once: Evaluation) -> Counts:
    return {
        "statuses": {name: _counted(c.map(lambda x: x.status)) for name, c in once.panel.items()},
        "genotypes": {name: _genotypes(once, name) for name in once.panel},
        "phenotypes": {name: _counted(c) for name, c in _classes(once).items()},
        "categories": _categories(rows.evaluation),
        "responses": _responses(rows),
        "signals": _counted(rows.model.signals),
        "flags": _flags(rows),
    }


def merge(summaries: Iterable[Counts]) -> dict[str, Any]:
    """The counts of several parts together."""
    return reduce(_plus, summaries, {})


def _plus(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(one)
    for name, value in two.items():
        if isinstance(value, Mapping):
            found[name] = _plus(found.get(name, {}), value)
        else:
            found[name] = found.get(name, 0) + value
    return found


def _counted(column: Column[Any], weights: NDArray[np.bool_] | None = None) -> dict[str, int]:
    """How many rows have each value, for those that any has."""
    counts = np.bincount(column.index, weights, minlength=len(column.distinct))
    found: Counter[str] = Counter()
    for value, number in zip(column.distinct, counts.tolist(), strict=True):
        found[str(value)] += int(number)
    return {value: number for value, number in found.items() if number}


def _genotypes(evaluation: Evaluation, marker: str) -> dict[str, int]:
    found = _counted(evaluation.panel[marker].merge(lambda call: call.genotype))
    return {genotype: number for genotype, number in found.items() if genotype}


def _classes(evaluation: Evaluation) -> dict[str, Column[str]]:
    """Functional classes by genotype; a status in brackets where there is none."""
    found = {**evaluation.predicted.enzymes, **evaluation.predicted.modifiers}
    return {name: column.merge(_class_name) for name, column in found.items()}


def _class_name(found: FunctionalClass) -> str:
    if found.status != "called":
        return f"({found.status})"
    return found.predicted or found.name


def _categories(evaluation: Evaluation) -> dict[str, dict[str, int]]:
    pairs = together([evaluation.drugs, evaluation.recommendations.merge(lambda x: x.category)])
    return _nested(pairs)


def _responses(rows: Rows) -> dict[str, Any]:
    """By drug, gene and class: how many rows have a response ratio of each bin."""
    ratio = rows.model.numbers["relative_response"]
    shown = np.flatnonzero(np.isfinite(ratio) & (ratio > 0))
    bins = Column.of(np.rint(BINS_A_DOUBLING * np.log2(ratio[shown])).astype(int).tolist())
    drugs = rows.evaluation.drugs.take(shown)
    found: dict[str, Any] = {}
    for gene, column in _classes(rows.evaluation).items():
        for drug, own in _nested(together([drugs, column.take(shown), bins])).items():
            found.setdefault(drug, {})[gene] = own
    return found


def _nested(column: Column[tuple[Hashable, ...]]) -> dict[str, Any]:
    """Counts of tuples as dicts in dicts."""
    counts = np.bincount(column.index, minlength=len(column.distinct)).tolist()
    found: dict[str, Any] = {}
    for path, number in zip(column.distinct, counts, strict=True):
        inner = found
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = inner.get(str(path[-1]), 0) + number
    return found


def _flags(rows: Rows) -> dict[str, int]:
    counts = np.bincount(rows.flags.index, minlength=len(rows.flags.distinct)).tolist()
    found: Counter[str] = Counter()
    for codes, number in zip(rows.flags.distinct, counts, strict=True):
        found.update(dict.fromkeys(codes, number))
    return {code: number for code, number in found.items() if number}
