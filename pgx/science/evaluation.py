"""One evaluation of many subjects: everything the doors can ask about each of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pgx.science import (
    chain,
    contributions,
    counterfactuals,
    disagreement,
    exposure,
    guideline,
    modifiers,
    panel,
    phenoconversion,
    phenotypes,
    recommendation,
    references,
    trace,
    uncertainty,
)
from pgx.science.chain import Rows, Setup
from pgx.science.co_medications import Effects, effects_beside, stopped_by
from pgx.science.columns import Column, together
from pgx.science.contributions import Contributions
from pgx.science.counterfactuals import Counterfactual
from pgx.science.exposure import Floats, Regimens, Spread
from pgx.science.knowledge import Drug, Knowledge
from pgx.science.modifiers import Genetics
from pgx.science.panel import Panel
from pgx.science.phenotypes import FunctionalClass, Phenotypes
from pgx.science.recommendation import Recommendation
from pgx.science.uncertainty import Interval
from pgx.science.variants import PERSON, Computed, Variants

NO_DATA = "no data"  # a phenotype was read, and the release has no ratio for it
NO_GENE = "no gene"  # the release knows no gene that moves the level of the drug
ROUNDING = 1e-9  # what a ratio of equals may miss 1 by
# The numbers alone; with their intervals; one row with its path, and with all that explains it.
Depth = Literal["numbers", "summary", "path", "full"]
Signal = Literal["lower", "similar", "higher", ""]


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
    rows: Rows
    depth: Depth
    recommendations: Column[Recommendation]
    effects: Column[Effects]  # of the co-medications
    predicted: Phenotypes  # by genotype alone

    @cached_property
    def stopped(self) -> NDArray[np.bool_]:
        """Where an MAO inhibitor stands beside an antidepressant; shape (rows,)."""
        return self.effects.numbers(lambda found: bool(stopped_by(found))) > 0

    @property
    def is_explained(self) -> bool:
        """Whether this is one row with its path, and what each gene adds to it."""
        return self.depth in ("path", "full")

    @property
    def regimens(self) -> Regimens:
        """The drug and the dose of each row."""
        return self.rows.regimens

    @property
    def genetics(self) -> Genetics:
        """The ratios and counts of each row."""
        return self.rows.genetics

    @cached_property
    def person(self) -> Mapping[str, Floats]:
        """What the chain gave, by key; the first axis is the row."""
        return self.computed[PERSON]

    @cached_property
    def reference(self) -> Mapping[str, Floats]:
        """What it gave for the reference patient with the same drug and dose."""
        return self._reference[PERSON]

    @cached_property
    def _reference(self) -> Computed:
        return references.compute(self.setup, self.regimens, self.rows.reach)

    @cached_property
    def computed(self) -> Computed:
        """Every variant that this depth asks for."""
        return self._computed_and_all[0]

    @cached_property
    def everything(self) -> Mapping[str, Any]:
        """Every value of every equation; the row 0 is the person, 1 the reference patient."""
        return self._computed_and_all[1]

    @cached_property
    def _computed_and_all(self) -> tuple[Computed, Mapping[str, Any]]:
        if not self.is_explained:
            return self._of_distinct_rows(), {}
        p = self.setup.knowledge.parameters
        variants = Variants(p, self.rows, self._labels)
        uncertainty.nudge(variants)
        uncertainty.spread_people(variants, p)
        contributions.switch(variants, modifiers.reference(self.setup.knowledge, len(self.drugs)))
        if self.depth == "full":
            drug, enzymes = self.drug(0).drug, self.enzymes(0)
            counterfactuals.change(variants, self.setup.knowledge, drug, enzymes)
        rows = variants.rows()
        wanted = trace.WANTED if self.depth == "full" else references.KEYS + trace.gates(self.setup)
        values = chain.simulate_all(self.setup, rows, wanted)
        shown = {key: chain.per_row(values[key], len(rows)) for key in references.KEYS}
        return Computed.of(variants, shown), values

    def _of_distinct_rows(self) -> Computed:
        """Rows that are the same are computed once, and shared."""
        groups = self.rows.groups()
        own = self.rows.take(groups.first)
        variants = Variants(self.setup.knowledge.parameters, own, self._labels)
        if self.depth != "numbers":
            uncertainty.nudge(variants)
        values = chain.simulate(self.setup, variants.rows(), references.KEYS)
        return Computed.of(variants, values).take(groups.index)

    @cached_property
    def nodes(self) -> tuple[trace.Node, ...]:
        """What the one row that is explained rests on, without the values."""
        return trace.nodes(self.setup, self.drug(0), self.everything)

    @cached_property
    def _labels(self) -> tuple[Hashable, ...]:
        if self.depth == "numbers":
            return (PERSON,)
        nudges = (*uncertainty.UP, *uncertainty.DOWN)
        if self.depth == "summary":
            return (PERSON, *nudges)
        ways = (*contributions.FORWARD, *contributions.REVERSE)
        own = (PERSON, contributions.REFERENCE, *nudges, *ways, *uncertainty.PEOPLE)
        return (*own, *self._tried) if self.depth == "full" else own

    @cached_property
    def _tried(self) -> tuple[counterfactuals.Label, ...]:
        return counterfactuals.labels(self.setup, self.drug(0).drug, self.enzymes(0))

    @cached_property
    def spread(self) -> Spread:
        """How well each row's exposure ratios are known."""
        return exposure.ratio_spread(self.setup.knowledge, self.drugs, self.phenotypes.enzymes)

    @cached_property
    def intervals(self) -> Mapping[str, Interval]:
        """The 95 % interval of each compared key, paired with the reference."""
        p = self.setup.knowledge.parameters
        return uncertainty.delta(p, self.computed, self._reference, self.spread)

    @cached_property
    def contributions(self) -> Contributions:
        """What each modifier group adds to ln(relative response); of a row that is explained."""
        return contributions.contributions(self.computed)

    @cached_property
    def counterfactuals(self) -> tuple[Counterfactual, ...]:
        """What would follow if one gene were another; of the depth "full"."""
        end = float(self.reference["R_at"][0, -1])
        own: dict[str, str | int] = {
            gene: each.phenotype or exposure.NORMAL for gene, each in self.enzymes(0).items()
        }
        own |= {name: int(count[0]) for name, count in self.genetics.counts.items()}
        return counterfactuals.counterfactuals(self.setup, self.computed, self._tried, own, end)

    @cached_property
    def relative_response(self) -> Floats:
        """Resilience at the horizon over the reference patient's; NaN without a drug effect."""
        return _ratio(self.person["R_at"][:, -1], self.reference["R_at"][:, -1])

    @cached_property
    def relative_interval(self) -> Interval:
        """The interval of the relative response; shape (rows,)."""
        end = self.reference["R_at"][:, -1]
        found = self.intervals["R_at"]
        return Interval(_ratio(found.low[:, -1], end), _ratio(found.high[:, -1], end))

    def signal(self, row: int) -> Signal:
        """The model beside the category, which it never changes: by the interval alone.

        Empty where there is no drug effect, or no genotype was read.
        """
        return self.signals[row]

    @cached_property
    def signals(self) -> Column[Signal]:
        """The signal of every row."""
        low, high = self.relative_interval.low, self.relative_interval.high
        shown = self.is_read & ~np.isnan(low)
        cases = [~shown, high < 1 - ROUNDING, low > 1 + ROUNDING]
        return Column(("", "lower", "higher", "similar"), np.select(cases, [0, 1, 2], 3))

    @cached_property
    def is_read(self) -> NDArray[np.bool_]:
        """Whether any genotype was read that acts on plasticity; else the reference stands in."""
        found = self._is_level_read()
        for name in set(modifiers.GROUPS) & set(self.phenotypes.modifiers):
            column = self.phenotypes.modifiers[name]
            found |= column.numbers(lambda each: each.status == "called") > 0
        return found

    def _is_level_read(self) -> NDArray[np.bool_]:
        """Whether a class that moves the level of the row's drug is known."""
        found = np.zeros(len(self.drugs), dtype=bool)
        for place, drug in enumerate(self.drugs.distinct):
            own = self.drugs.index == place
            for gene in exposure.enzymes_of(self.setup.knowledge, drug):
                column = self.phenotypes.enzymes[gene]
                called = [self._enzyme_status(drug, gene, x) == "called" for x in column.distinct]
                found[own] |= np.array(called)[column.index[own]]
        return found

    @property
    def mechanism_reaches_symptoms(self) -> bool:
        """Whether the teaching switch lets every modifier through to symptoms."""
        return self.rows.reach != modifiers.symptom_reach(self.setup.knowledge)

    @property
    def coverage(self) -> Floats:
        """Mechanism coverage of the release's drugs; shape (drugs,)."""
        return self.setup.calibration.coverage

    def status(self, row: int, group: str) -> str:
        """Whether a modifier group rests on a genotype: "called", or why it does not.

        An inhibitor that decides whatever the genotype counts as one.
        """
        if group in self.phenotypes.modifiers:
            return self.phenotypes.modifiers[group][row].status
        genes = exposure.enzymes_of(self.setup.knowledge, self.drug(row).drug)
        if not genes:
            return NO_GENE
        drug, classes = self.drug(row).drug, self.phenotypes.enzymes
        found = [self._enzyme_status(drug, gene, classes[gene][row]) for gene in genes]
        if "called" in found:
            return "called"
        return NO_DATA if NO_DATA in found else next(iter(found), "not tested")

    def _enzyme_status(self, drug: str, gene: str, enzyme: FunctionalClass) -> str:
        if exposure.has_no_data(self.setup.knowledge, drug, gene, enzyme):
            return NO_DATA
        return "called" if enzyme.converted_by else enzyme.status

    def moves_level(self, row: int, gene: str) -> bool:
        """Whether this gene's class changes the level of the row's drug."""
        knowledge, enzyme = self.setup.knowledge, self.phenotypes.enzymes[gene][row]
        rows = exposure.exposure_rows(knowledge, self.drug(row).drug, gene, enzyme)
        return rows.factors != (1, 1)

    def take(self, rows: NDArray[np.intp]) -> Evaluation:
        """The evaluation of these rows, in this order."""
        return replace(
            self,
            panel=panel.take(self.panel, rows),
            phenotypes=self.phenotypes.take(rows),
            drugs=self.drugs.take(rows),
            rows=self.rows.take(rows),
            recommendations=self.recommendations.take(rows),
            effects=self.effects.take(rows),
            predicted=self.predicted.take(rows),
        )

    def enzymes(self, row: int) -> dict[str, FunctionalClass]:
        """The class of each enzyme of a row."""
        return {gene: column[row] for gene, column in self.phenotypes.enzymes.items()}

    def drug(self, row: int) -> Drug:
        """The drug of a row."""
        return self.setup.drugs[int(self.regimens.drug[row])]


def _ratio(value: Floats, reference: Floats) -> Floats:
    return np.divide(value, reference, out=np.full_like(value, np.nan), where=reference > 0)


def evaluate(
    knowledge: Knowledge,
    calls: Panel,
    drugs: Column[str],
    dose: Floats,
    co_medications: Column[tuple[str, ...]] | None = None,
    depth: Depth = "numbers",
    mechanism_reaches_symptoms: bool = False,
) -> Evaluation:
    """Evaluate rows: a panel, a drug and a dose in mg a day, and co-medications each.

    Every argument has the rows as its first axis; the depths "path" and "full" are for one row.
    Results depend on a row alone, not on the rows beside it.
    """
    setup = chain.setup(knowledge)
    nothing: Column[tuple[str, ...]] = Column.constant((), len(drugs))
    effects = effects_beside(knowledge, drugs, co_medications or nothing)
    predicted = phenotypes.classify(knowledge, calls)
    classes = phenoconversion.convert_all(knowledge, predicted, effects)
    index = drugs.numbers(setup.drug_index).astype(np.intp)
    ratios = exposure.level_ratios(knowledge, drugs, classes.enzymes)
    reach = modifiers.full_reach if mechanism_reaches_symptoms else modifiers.symptom_reach
    return Evaluation(
        setup=setup,
        panel=calls,
        phenotypes=classes,
        drugs=drugs,
        rows=Rows(
            Regimens(index, np.asarray(dose, dtype=float)),
            modifiers.genetics(knowledge, classes, ratios),
            reach(knowledge),
        ),
        depth=depth,
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
    asked = partial(guideline.essence, knowledge)
    enzymes = [classes.enzymes[gene].merge(asked) for gene in knowledge.enzymes]
    columns: list[Column[Any]] = [drugs, effects.merge(stopped_by), *enzymes]
    return together(columns).map(lambda row: _recommendation(knowledge, row[0], row[1], row[2:]))


@lru_cache(maxsize=8192)
def _recommendation(
    knowledge: Knowledge,
    drug: str,
    stopping: tuple[str, ...],
    enzymes: tuple[FunctionalClass, ...],
) -> Recommendation:
    """What the published layer says of one drug and one class of each enzyme."""
    if stopping:
        return recommendation.stop(knowledge.drugs[drug].name, stopping)
    by_gene = dict(zip(knowledge.enzymes, enzymes, strict=True))
    findings = guideline.look_up(knowledge, drug, by_gene)
    splits = disagreement.splits(knowledge, drug, findings, by_gene)
    return recommendation.recommend(findings, knowledge.enzymes, splits)
