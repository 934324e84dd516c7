"""The model's part of the results: evaluated once for all rows that are alike to it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from pgx.assessments import wording
from pgx.assessments.results import measures
from pgx.science.columns import Column, Groups, group
from pgx.science.evaluation import Evaluation
from pgx.science.explanation import level_layer
from pgx.science.exposure import Floats, enzymes_of
from pgx.science.phenotypes import FunctionalClass


@dataclass(frozen=True)
class Model:
    """What the model says of every row of an evaluation; NaN where nothing is modelled."""

    evaluation: Evaluation

    @cached_property
    def groups(self) -> Groups:
        """Rows of which the model and the signal are the same, and the flags."""
        evaluation, drugs = self.evaluation, self.evaluation.drugs
        dose = np.unique(evaluation.regimens.dose, return_inverse=True)[1]
        classes = evaluation.phenotypes
        modifiers = (column.merge(_of_modifier).index for column in classes.modifiers.values())
        enzymes = (_enzyme_codes(evaluation, gene) for gene in classes.enzymes)
        return group([drugs.index, dose, evaluation.effects.index, *modifiers, *enzymes])

    @cached_property
    def _own(self) -> Evaluation:
        return self.evaluation.take(self.groups.first)

    @cached_property
    def numbers(self) -> Mapping[str, Floats]:
        """The measures of every door, and the interval of the relative response."""
        own = self._own
        interval = own.relative_interval
        ends = {"relative_response_low": interval.low, "relative_response_high": interval.high}
        shown = {name: np.where(own.stopped, np.nan, end) for name, end in ends.items()}
        found = {**measures(own), **shown}
        return {name: values[self.groups.index] for name, values in found.items()}

    @cached_property
    def signals(self) -> Column[str]:
        """The signal; empty where nothing is modelled."""
        own = self._own
        shown = (
            "" if stopped else own.signal(row) for row, stopped in enumerate(own.stopped.tolist())
        )
        return self._spread(Column.of(shown))

    @cached_property
    def level_layers(self) -> Column[str]:
        """Whether the level is published or modelled; empty where no gene of it was read."""
        own, genes = self._own, _alike_in_level(self._own)
        found = Column.of(map(partial(level_layer, own), genes.first.tolist()))
        return self._spread(found.take(genes.index))

    @cached_property
    def flags(self) -> Column[tuple[str, ...]]:
        """The codes of what must stand beside the numbers, each once."""
        own, alike = self._own, _alike_in_flags(self._own)
        distinct = Column.of(map(partial(_codes, own), alike.first.tolist()))
        return self._spread(distinct.take(alike.index))

    def _spread(self, column: Column[_Value]) -> Column[_Value]:
        return column.take(self.groups.index)


_Value = str | tuple[str, ...]


def _codes(evaluation: Evaluation, row: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag.code for flag in wording.flags(evaluation, row)))


def _alike_in_level(evaluation: Evaluation) -> Groups:
    """Rows whose level rests on the same sources."""
    enzymes = (_enzyme_codes(evaluation, gene) for gene in evaluation.phenotypes.enzymes)
    return group([evaluation.drugs.index, evaluation.effects.index, *enzymes])


def _alike_in_flags(evaluation: Evaluation) -> Groups:
    """Rows of which the flags have the same codes, however their sentences differ."""
    classes = evaluation.phenotypes
    modifiers = (column.merge(_is_qualified).index for column in classes.modifiers.values())
    enzymes = (_enzyme_codes(evaluation, gene) for gene in classes.enzymes)
    dose = evaluation.regimens.dose
    sides = (
        _sides(dose, *_ends(evaluation, "label_dose")),
        _sides(_levels(evaluation), *_ends(evaluation, "therapeutic_range")),
    )
    return group([evaluation.drugs.index, evaluation.effects.index, *sides, *modifiers, *enzymes])


def _sides(values: Floats, low: Floats, high: Floats) -> NDArray[np.intp]:
    """0 inside of a range or where none is known, 1 below, 2 above."""
    return np.select([values < low, values > high], [1, 2], 0)


def _ends(evaluation: Evaluation, name: str) -> tuple[Floats, Floats]:
    """The ends of each row's range, NaN where none is known."""
    drugs = evaluation.setup.knowledge.drugs
    low, high = (
        evaluation.drugs.numbers(
            lambda drug, end=f"{name}_{end}": (  # type: ignore[misc]
                drugs[drug].value(end) if end in drugs[drug].values else np.nan
            )
        )
        for end in ("low", "high")
    )
    return low, high


def _levels(evaluation: Evaluation) -> Floats:
    """The level that counts for the therapeutic range of each row's drug."""
    drugs = evaluation.setup.knowledge.drugs
    both = evaluation.drugs.numbers(lambda drug: "+" in drugs[drug].range_analyte) > 0
    run = evaluation.person
    return np.where(both, run["Ct_sum"][:, 0], run["Ct_p"][:, 0])


def _is_qualified(found: FunctionalClass) -> Hashable:
    """What the flags read of a modifier's class."""
    return bool(found.reason), bool(found.assumption)


def _of_modifier(found: FunctionalClass) -> Hashable:
    """What the model, the signal and the flags read of a modifier's class."""
    return found.count, found.status, _is_qualified(found)


def _of_enzyme(found: FunctionalClass) -> Hashable:
    """The same of an enzyme on which the level of the drug depends."""
    read = (found.phenotype, found.functions, found.status, bool(found.converted_by))
    return (*read, bool(found.reason), bool(found.assumption))


def _enzyme_codes(evaluation: Evaluation, gene: str) -> NDArray[np.intp]:
    """Of an enzyme that does not move the level only whether a co-medication acts on it."""
    column, knowledge = evaluation.phenotypes.enzymes[gene], evaluation.setup.knowledge
    full, short = column.merge(_of_enzyme), column.merge(lambda each: bool(each.converted_by))
    moves = evaluation.drugs.numbers(lambda drug: gene in enzymes_of(knowledge, drug)) > 0
    return np.where(moves, full.index, short.index)
