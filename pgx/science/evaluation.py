"""One evaluation of many subjects: everything the doors can ask about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pgx.science import (
    chain,
    disagreement,
    exposure,
    guideline,
    modifiers,
    panel,
    phenoconversion,
    phenotypes,
    recommendation,
)
from pgx.science.chain import Run, Setup
from pgx.science.co_medications import Effects, effects_beside, stopped_by
from pgx.science.columns import Column, together
from pgx.science.explanation import Contributions, contributions
from pgx.science.exposure import Floats, Regimens
from pgx.science.knowledge import Drug, Knowledge
from pgx.science.modifiers import Genetics
from pgx.science.panel import Panel
from pgx.science.phenotypes import FunctionalClass, Phenotypes
from pgx.science.recommendation import Recommendation

NO_DATA = "no data"  # a phenotype was read, and nobody measured what it does to the level


@dataclass(frozen=True)
class Evaluation:
    """Arrays and columns whose first axis is the row: one subject with one regimen.

    `phenotypes` are those that act; what the genotype predicts is in them too. In rows that
    are `stopped` no number of the model means anything, and no door shows one.
    """

    setup: Setup
    panel: Panel
    phenotypes: Phenotypes
    drugs: Column[str]
    regimens: Regimens
    genetics: Genetics
    person: Run
    reference: Run
    contributions: Contributions
    recommendations: Column[Recommendation]
    effects: Column[Effects]  # of the co-medications
    predicted: Phenotypes  # by genotype alone

    @property
    def stopped(self) -> NDArray[np.bool_]:
        """Where an MAO inhibitor stands beside an antidepressant; shape (rows,)."""
        return self.effects.numbers(lambda found: bool(stopped_by(found))) > 0

    @property
    def relative_response(self) -> Floats:
        """Resilience at the horizon over the reference patient's; shape (rows,)."""
        return np.exp(self.contributions.total)

    @property
    def coverage(self) -> Floats:
        """Mechanism coverage of the release's drugs; shape (drugs,)."""
        return chain.calibrate(self.setup).coverage

    def status(self, row: int, group: str) -> str:
        """Whether a modifier group rests on a genotype: "called", or why it does not.

        An inhibitor that decides whatever the genotype counts as one.
        """
        if group in self.phenotypes.modifiers:
            return self.phenotypes.modifiers[group][row].status
        genes = exposure.enzymes_of(self.setup.knowledge, self.drug(row).drug)
        found = [self._enzyme_status(row, gene) for gene in genes]
        if "called" in found:
            return "called"
        return NO_DATA if NO_DATA in found else next(iter(found), "not tested")

    def _enzyme_status(self, row: int, gene: str) -> str:
        knowledge, enzyme = self.setup.knowledge, self.phenotypes.enzymes[gene][row]
        if exposure.has_no_data(knowledge, self.drug(row).drug, gene, enzyme):
            return NO_DATA
        return "called" if enzyme.converted_by else enzyme.status

    def drug(self, row: int) -> Drug:
        """The drug of a row."""
        return self.setup.drugs[int(self.regimens.drug[row])]


def evaluate(
    knowledge: Knowledge,
    calls: Panel,
    drugs: Column[str],
    dose: Floats,
    co_medications: Column[tuple[str, ...]] | None = None,
) -> Evaluation:
    """Evaluate rows: a panel, a drug and a dose in mg a day, and co-medications each.

    Every argument has the rows as its first axis. Results depend on a row alone, not on
    the rows beside it.
    """
    setup = chain.setup(knowledge)
    nothing: Column[tuple[str, ...]] = Column.constant((), len(drugs))
    effects = effects_beside(knowledge, drugs, co_medications or nothing)
    predicted = phenotypes.classify(knowledge, calls)
    classes = phenoconversion.convert_all(knowledge, predicted, effects)
    index = drugs.numbers(setup.drug_index).astype(np.intp)
    regimens = Regimens(index, np.asarray(dose, dtype=float))
    ratios = exposure.level_ratios(knowledge, drugs, classes.enzymes)
    person = modifiers.genetics(knowledge, classes, ratios)
    reference = modifiers.reference(knowledge, len(drugs))
    return Evaluation(
        setup=setup,
        panel=calls,
        phenotypes=classes,
        drugs=drugs,
        regimens=regimens,
        genetics=person,
        person=chain.run(setup, regimens, person),
        reference=chain.run(setup, regimens, reference),
        contributions=contributions(setup, regimens, person, reference),
        recommendations=_recommend(knowledge, drugs, classes, effects),
        effects=effects,
        predicted=predicted,
    )


def repeat(calls: Panel, times: int) -> Panel:
    """Each subject `times` over, side by side: one row a regimen."""
    subjects = len(next(iter(calls.values())))
    return panel.take(calls, np.repeat(np.arange(subjects), times))


def _recommend(
    knowledge: Knowledge, drugs: Column[str], classes: Phenotypes, effects: Column[Effects]
) -> Column[Recommendation]:
    genes = knowledge.enzymes

    def one(values: tuple[str | FunctionalClass | tuple[str, ...], ...]) -> Recommendation:
        drug, stopping, *enzymes = values
        if stopping:
            return recommendation.stop(knowledge.drugs[drug].name, stopping)  # type: ignore[index, arg-type]
        by_gene = dict(zip(genes, enzymes, strict=True))
        findings = guideline.look_up(knowledge, drug, by_gene)  # type: ignore[arg-type]
        splits = disagreement.splits(knowledge, drug, findings, by_gene)  # type: ignore[arg-type]
        return recommendation.recommend(findings, genes, splits)

    columns: list[Column[str | FunctionalClass | tuple[str, ...]]] = [drugs]  # type: ignore[list-item]
    columns.append(effects.merge(stopped_by))
    asked = partial(guideline.essence, knowledge)
    columns += [classes.enzymes[gene].merge(asked) for gene in genes]
    return together(columns).map(one)
