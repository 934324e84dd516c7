"""The one entry: panel + regimens + release -> Assessment. Every door calls `assess`."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from pgx.assessments import co_medications, wording
from pgx.assessments.answer import (
    Assessment,
    CallAnswer,
    ClassAnswer,
    ContributionAnswer,
    FindingAnswer,
    RecommendationAnswer,
    ReleaseAnswer,
    ResultAnswer,
    SourceAnswer,
    SplitAnswer,
    StationAnswer,
    WeekAnswer,
)
from pgx.assessments.question import Checked, Question, check
from pgx.knowledge import releases
from pgx.science import response
from pgx.science.co_medications import effects_of, inhibitors
from pgx.science.columns import Column
from pgx.science.evaluation import Evaluation, evaluate, repeat
from pgx.science.explanation import Station, path
from pgx.science.exposure import NORMAL, Floats
from pgx.science.guideline import Finding
from pgx.science.knowledge import Knowledge, Number
from pgx.science.modifiers import GROUPS
from pgx.science.panel import Call, read_panel
from pgx.science.phenoconversion import convert
from pgx.science.phenotypes import FunctionalClass
from pgx.science.recommendation import CATEGORIES, NOT_CHECKED

DAYS_PER_WEEK = 7
NORMAL_STANDS_IN = "the reference: normal metabolizer"


def assess(question: Question) -> Assessment:
    """Answer a question.

    Raises QuestionRefused with every field at fault, and NoRelease where the release
    asked for is not loaded. A genotype that cannot be read is no error: its call says so.
    """
    knowledge = releases.find(question.release)
    checked = check(knowledge, question)
    evaluation = evaluate_checked(knowledge, checked)
    rows = sorted(range(len(checked.regimens)), key=lambda row: _place(evaluation, row))
    return Assessment(
        release=ReleaseAnswer(knowledge.version, knowledge.sha256),
        calls=[_call(knowledge, column[0]) for column in evaluation.panel.values()],
        classes=list(_classes(evaluation, checked)),
        results=[result(evaluation, row) for row in rows],
        not_checked=NOT_CHECKED,
        co_medications=list(checked.co_medications),
    )


def evaluate_checked(knowledge: Knowledge, checked: Checked) -> Evaluation:
    """Evaluate one panel with each of its regimens: one row a regimen."""
    texts = {marker: [text] for marker, text in checked.genotypes.items()}
    panel = read_panel(knowledge, texts, checked.orientation, subjects=1)
    drugs = Column.of(regimen.drug for regimen in checked.regimens)
    doses = np.array([regimen.dose_mg_per_day for regimen in checked.regimens], dtype=float)
    beside = Column.constant(checked.co_medications, len(drugs))
    return evaluate(knowledge, repeat(panel, len(drugs)), drugs, doses, beside)


def _place(evaluation: Evaluation, row: int) -> tuple[int, str, float]:
    """By guideline category, then name, then dose: never by a modelled effect."""
    category = evaluation.recommendations[row].category
    dose = float(evaluation.regimens.dose[row])
    return CATEGORIES.index(category), evaluation.drug(row).name, dose


def measures(evaluation: Evaluation) -> dict[str, Floats]:
    """The numbers that every door shows, by name; each of the shape (rows,).

    NaN where nothing is modelled.
    """
    p, clock = evaluation.setup.knowledge.parameters, evaluation.setup.clock
    effect = clock.read(evaluation.person.effect, np.array([p.week_8]))[:, 0]
    found = {
        "exposure_ratio": evaluation.genetics.ratios[:, 0],
        "metabolite_ratio": np.where(
            evaluation.person.level[:, 1] > 0, evaluation.genetics.ratios[:, 1], np.nan
        ),
        "level_ng_per_ml": evaluation.person.level.sum(axis=1),
        "sert_occupancy": evaluation.person.steady.bound["SERT"][:, 0],
        "relative_response": evaluation.relative_response,
        "points_over_placebo_week_8": p.H0 * effect,
    }
    return {name: np.where(evaluation.stopped, np.nan, each) for name, each in found.items()}


def result(evaluation: Evaluation, row: int) -> ResultAnswer:
    """The answer for one row."""
    if evaluation.stopped[row]:
        return _stopped(evaluation, row)
    setup, drug = evaluation.setup, evaluation.drug(row)
    enzymes = {gene: column[row] for gene, column in evaluation.phenotypes.enzymes.items()}
    statuses = {group: evaluation.status(row, group) for group in GROUPS}
    runs = evaluation.person, evaluation.reference
    stations = path(setup, drug, enzymes, *runs, row, statuses)
    coverage = float(evaluation.coverage[evaluation.regimens.drug[row]])
    return ResultAnswer(
        drug=drug.drug,
        name=drug.name,
        dose_mg_per_day=float(evaluation.regimens.dose[row]),
        recommendation=_recommendation(evaluation, row),
        **{name: _or_none(column[row]) for name, column in measures(evaluation).items()},
        coverage=response.coverage_label(setup.knowledge.parameters, coverage),
        path=[_station(setup.knowledge, station) for station in stations],
        weeks=_weeks(evaluation, row),
        contributions=[
            ContributionAnswer(
                group,
                statuses[group],
                _or_none(parts[row]),
                _or_none(np.exp(parts[row])),
            )
            for group, parts in evaluation.contributions.groups.items()
        ],
        finding=wording.finding(stations),
        sentences=wording.sentences(evaluation, row, stations),
        flags=wording.flags(evaluation, row),
        enzymes=_enzymes(evaluation, row),
    )


def _stopped(evaluation: Evaluation, row: int) -> ResultAnswer:
    """The answer for a row beside an MAO inhibitor: the reason, and no number of the model."""
    drug = evaluation.drug(row)
    return ResultAnswer(
        drug=drug.drug,
        name=drug.name,
        dose_mg_per_day=float(evaluation.regimens.dose[row]),
        recommendation=_recommendation(evaluation, row),
        **dict.fromkeys(measures(evaluation)),
        coverage="",
        path=[],
        weeks=[],
        contributions=[],
        finding="",
        sentences=[],
        flags=wording.flags(evaluation, row),
        enzymes=_enzymes(evaluation, row),
    )


def _or_none(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _call(knowledge: Knowledge, call: Call) -> CallAnswer:
    return CallAnswer(
        call.marker,
        knowledge.markers[call.marker].gene,
        knowledge.markers[call.marker].used_in_model,
        knowledge.markers[call.marker].why_not_modelled,
        call.given,
        call.status,
        call.genotype,
        ["/".join(reading) for reading in call.readings],
        call.reason,
        call.hint,
    )


def _classes(evaluation: Evaluation, checked: Checked) -> Iterator[ClassAnswer]:
    """The panel's classes beside its co-medications, whatever the drug."""
    knowledge = evaluation.setup.knowledge
    beside = effects_of(knowledge, "", checked.co_medications)
    for gene, column in evaluation.predicted.enzymes.items():
        yield _enzyme(knowledge, convert(knowledge, column[0], inhibitors(gene, beside)))
    for name, column in evaluation.phenotypes.modifiers.items():
        modifier = knowledge.modifiers[name]
        own = column[0].count
        count = modifier.reference_count if own is None else own
        used = f"{'the reference: ' if own is None else ''}{wording.counted(modifier, count)}"
        yield _class(column[0], used)


def _enzymes(evaluation: Evaluation, row: int) -> list[ClassAnswer]:
    knowledge = evaluation.setup.knowledge
    columns = evaluation.phenotypes.enzymes.values()
    return [_enzyme(knowledge, column[row]) for column in columns]


def _enzyme(knowledge: Knowledge, found: FunctionalClass) -> ClassAnswer:
    measured = {NORMAL, *(row.phenotype for row in knowledge.exposure_ratios)}
    used = found.phenotype if found.phenotype in measured else NORMAL_STANDS_IN
    return _class(found, used)


def _class(found: FunctionalClass, used: str) -> ClassAnswer:
    return ClassAnswer(
        gene=found.gene,
        name=found.name,
        status=found.status,
        phenotype=found.phenotype,
        used=used,
        reason=found.reason,
        assumption=found.assumption,
        score=found.score,
        predicted=found.predicted,
        predicted_score=found.predicted_score,
        converted_by=list(found.converted_by),
        says=co_medications.both_phenotypes(found),
        rows=list(found.rows),
    )


def _station(knowledge: Knowledge, station: Station) -> StationAnswer:
    return StationAnswer(
        station.key,
        station.label,
        station.at,
        station.layer,
        station.unit,
        _or_none(station.value),
        _or_none(station.reference_value),
        _or_none(station.ratio),
        station.status,
        station.formula,
        station.confidence,
        [_source(knowledge, source) for source in station.sources],
    )


def _source(knowledge: Knowledge, number: Number) -> SourceAnswer:
    citation = knowledge.references[number.reference].citation
    return SourceAnswer(
        number.row,
        number.meaning,
        number.value,
        number.unit,
        number.reference,
        citation,
        number.confidence,
    )


def _recommendation(evaluation: Evaluation, row: int) -> RecommendationAnswer:
    found = evaluation.recommendations[row]
    findings = [_finding(evaluation.setup.knowledge, each) for each in found.findings]
    leading = findings[found.findings.index(found.leading)] if found.leading else None
    splits = [SplitAnswer(list(each.genes), each.kind) for each in found.splits]
    return RecommendationAnswer(
        found.category, found.headline, found.strength, leading, findings, splits
    )


def _finding(knowledge: Knowledge, finding: Finding) -> FindingAnswer:
    statement = finding.statement
    return FindingAnswer(
        body=finding.body,
        document=finding.document,
        year=finding.year,
        genes=list(finding.genes),
        keys=list(finding.keys),
        kind=finding.kind,
        says=finding.said,
        condition=finding.condition,
        implication=statement.implication if statement else "",
        actions=list(statement.actions) if statement else [],
        strength=statement.strength if statement else "",
        reference=statement.reference if statement else "",
        citation=knowledge.references[statement.reference].citation if statement else "",
        confidence=statement.confidence if statement else "",
    )


def _weeks(evaluation: Evaluation, row: int) -> list[WeekAnswer]:
    setup, p = evaluation.setup, evaluation.setup.knowledge.parameters
    weeks = range(int(p.horizon) // DAYS_PER_WEEK + 1)
    days = np.array([week * DAYS_PER_WEEK for week in weeks], dtype=float)
    person, reference = evaluation.person, evaluation.reference
    placebo = p.H0 * response.placebo_course(p, days)

    def read(state: Floats) -> Floats:
        return setup.clock.read(state[row : row + 1], days)[0]

    columns = (
        p.H0 * read(person.effect),
        p.H0 * read(reference.effect),
        read(person.course.S),
        read(reference.course.S),
        read(person.course.R),
        read(reference.course.R),
    )
    return [
        WeekAnswer(week, float(placebo[week]), *(_or_none(column[week]) for column in columns))
        for week in weeks
    ]
