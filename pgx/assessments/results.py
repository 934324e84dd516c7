"""The answer for one row of an evaluation: a subject with a regimen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pgx.assessments import wording
from pgx.assessments.answer import (
    ContributionAnswer,
    CounterfactualAnswer,
    CourseAnswer,
    DomainAnswer,
    FindingAnswer,
    MonteCarloAnswer,
    RecommendationAnswer,
    ResultAnswer,
    SeriesAnswer,
    SideEffectsAnswer,
    SourceAnswer,
    SplitAnswer,
    StationAnswer,
    TargetAnswer,
)
from pgx.assessments.classes import enzyme_answer
from pgx.assessments.draws import DrawsInTime
from pgx.assessments.question import Question
from pgx.assessments.reasons import reasoning
from pgx.assessments.traces import trace_json
from pgx.science import response
from pgx.science.chain import DAYS_PER_WEEK
from pgx.science.evaluation import Evaluation
from pgx.science.explanation import Station, level_layer, path
from pgx.science.exposure import Floats
from pgx.science.guideline import Finding
from pgx.science.knowledge import Knowledge, Number
from pgx.science.modifiers import GROUPS
from pgx.science.occupancy import SYMBOLS
from pgx.science.side_effects import DOMAINS, NOT_IN_IT

INDEX_TOP = 100  # the side-effect index runs from 0 to 100
# The series of the course: what a reader calls it, and its symbol in the equations.
SERIES = {
    "points_over_placebo": "points",
    "symptom_score": "hamd",
    "serotonin_tone": "S_at",
    "raphe_firing": "F_at",
    "autoreceptors": "A_at",
    "bdnf": "q_at",
    "hippocampal_neurogenesis": "n3_at",
    "hippocampal_dendrites": "dH_at",
    "hippocampal_spines": "sH_at",
    "hippocampal_synapses": "pH_at",
    "prefrontal_dendrites": "dP_at",
    "prefrontal_spines": "sP_at",
    "prefrontal_synapses": "pP_at",
    "resilience": "R_at",
}


def measures(evaluation: Evaluation) -> dict[str, Floats]:
    """The numbers that every door shows, by name; each of the shape (rows,).

    NaN where nothing is modelled.
    """
    setup, person = evaluation.setup, evaluation.person
    week_8 = setup.day(setup.knowledge.parameters.week_8)
    found = {
        "exposure_ratio": evaluation.genetics.ratios[:, 0],
        "metabolite_ratio": np.where(
            person["Ct_m"][:, 0] > 0, evaluation.genetics.ratios[:, 1], np.nan
        ),
        "level_ng_per_ml": person["Ct_sum"][:, 0],
        "sert_occupancy": person["steady.th_SERT"][:, 0],
        "relative_response": evaluation.relative_response,
        "points_over_placebo_week_8": person["points"][:, week_8],
        "week_of_half_effect": response.day_of_half_effect(setup.days, person["points"])
        / DAYS_PER_WEEK,
        "side_effect_index": INDEX_TOP * person["side_index"][:, 0],
        "days_to_steady_state": person["to_steady"][:, 0],
    }
    return {name: np.where(evaluation.stopped, np.nan, each) for name, each in found.items()}


def results(
    evaluation: Evaluation, question: Question, draws: DrawsInTime | None = None
) -> list[ResultAnswer]:
    """The answers for every row; what explains one only where the depth is "full".

    The question's weeks, and the draws of Monte Carlo, are of the one row of that depth.
    Raises QuestionRefused where the time for draws is over.
    """
    numbers = measures(evaluation)
    found = [_result(evaluation, row, numbers) for row in range(len(evaluation.drugs))]
    if not question.is_full or evaluation.stopped[0]:
        return found
    more = {"course": _course(evaluation, question.weeks)}
    if draws:
        more["monte_carlo"] = _monte_carlo(evaluation, draws, question.seed)
    return [replace(found[0], **more)]


def _monte_carlo(evaluation: Evaluation, draws: DrawsInTime, seed: int) -> MonteCarloAnswer | None:
    """None where there is no drug effect to compare."""
    drawn = draws.draw(evaluation, seed)
    shown = (drawn.median, drawn.low, drawn.high, drawn.sd_ln)
    return MonteCarloAnswer(draws.draws, seed, *shown) if math.isfinite(drawn.median) else None


def _result(evaluation: Evaluation, row: int, numbers: Mapping[str, Floats]) -> ResultAnswer:
    shared = _shared(evaluation, row) | {
        name: _or_none(column[row]) for name, column in numbers.items()
    }
    if evaluation.stopped[row]:
        return ResultAnswer(**shared)
    statuses = {group: evaluation.status(row, group) for group in GROUPS}
    stations = path(evaluation, row, statuses)
    shared |= {
        **_model(evaluation, row),
        "level_layer": level_layer(evaluation, row),
        "finding": wording.finding(stations),
        "sentences": wording.sentences(evaluation, row, stations),
    }
    if evaluation.is_explained:
        shared |= _explained(evaluation, stations, statuses)
    if evaluation.depth == "full":
        shared |= _opened(evaluation, stations)
    return ResultAnswer(**shared)


def _shared(evaluation: Evaluation, row: int) -> dict[str, Any]:
    """What is said whether or not anything is modelled."""
    drug, knowledge = evaluation.drug(row), evaluation.setup.knowledge
    columns = evaluation.phenotypes.enzymes.values()
    return {
        "drug": drug.drug,
        "name": drug.name,
        "dose_mg_per_day": float(evaluation.regimens.dose[row]),
        "dose_unit": wording.dose_unit(drug),
        "recommendation": _recommendation(evaluation, row),
        "flags": wording.flags(evaluation, row),
        "enzymes": [enzyme_answer(knowledge, column[row]) for column in columns],
    }


def _model(evaluation: Evaluation, row: int) -> dict[str, Any]:
    """What the model says of every row."""
    p = evaluation.setup.knowledge.parameters
    coverage = float(evaluation.coverage[evaluation.regimens.drug[row]])
    interval = evaluation.relative_interval
    return {
        "relative_response_low": _or_none(interval.low[row]),
        "relative_response_high": _or_none(interval.high[row]),
        "signal": evaluation.signal(row),
        "coverage": response.coverage_label(p, coverage),
        "side_effects": _side_effects(evaluation, row),
    }


def _explained(
    evaluation: Evaluation, stations: tuple[Station, ...], statuses: Mapping[str, str]
) -> dict[str, Any]:
    """What explains the one row of an evaluation, without what each number rests on."""
    return {
        "reasoning": reasoning(evaluation, 0, general=False),
        "path": [_station(station, []) for station in stations],
        "contributions": list(_contributions(evaluation, statuses)),
    }


def _opened(evaluation: Evaluation, stations: tuple[Station, ...]) -> dict[str, Any]:
    """What the depth "full" adds: the sources of the path, and all that can be opened."""
    knowledge = evaluation.setup.knowledge
    sources = [[source_answer(knowledge, each) for each in station.sources] for station in stations]
    return {
        "expert_sentences": wording.expert_sentences(evaluation, 0, stations),
        "path": [_station(*each) for each in zip(stations, sources, strict=True)],
        "targets": list(_targets(evaluation)),
        "counterfactuals": list(_counterfactuals(evaluation)),
        "trace": trace_json(evaluation),
    }


def _or_none(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def numbers(values: Floats) -> list[float | None]:
    """A series as JSON: None where it has no number."""
    found: list[Any] = values.tolist()
    return found if np.isfinite(values).all() else [_or_none(each) for each in found]


def _contributions(
    evaluation: Evaluation, statuses: Mapping[str, str]
) -> Iterator[ContributionAnswer]:
    for group, parts in evaluation.contributions.groups.items():
        ln = _or_none(parts[0])
        yield ContributionAnswer(group, statuses[group], ln, None if ln is None else math.exp(ln))


def _counterfactuals(evaluation: Evaluation) -> Iterator[CounterfactualAnswer]:
    knowledge = evaluation.setup.knowledge
    by_place = {(each.gene, each.marker): each for each in knowledge.modifiers.values()}
    for each in evaluation.counterfactuals:
        modifier = by_place.get((each.gene, each.marker))
        becomes = each.becomes
        if modifier:
            becomes = wording.as_genotype(knowledge, modifier, int(each.becomes))
        yield CounterfactualAnswer(
            each.gene,
            each.marker,
            str(becomes),
            each.is_own,
            each.level_ratio,
            each.occupancy,
            _or_none(each.relative_response),
            _or_none(each.points),
        )


def _side_effects(evaluation: Evaluation, row: int) -> SideEffectsAnswer | None:
    """None where the index is not modelled: single doses, drugs without binding rows."""
    ends = evaluation.intervals["side_index"]
    shown = (evaluation.reference["side_index"], ends.low, ends.high)
    values = [INDEX_TOP * float(each[row, 0]) for each in shown]
    if not math.isfinite(values[0]):
        return None
    return SideEffectsAnswer(*values, _domains(evaluation), list(NOT_IN_IT))


def _domains(evaluation: Evaluation) -> list[DomainAnswer]:
    if evaluation.depth != "full":
        return []
    person, reference = evaluation.everything["p_side"][:2].tolist()
    return [DomainAnswer(*each) for each in zip(DOMAINS, person, reference, strict=True)]


def _targets(evaluation: Evaluation) -> Iterator[TargetAnswer]:
    """Every target that the drug or its metabolite binds."""
    for target, symbol in SYMBOLS.items():
        occupied = evaluation.everything[f"steady.th_{symbol}"][:2, 0]
        if occupied.any():
            person, reference = float(occupied[0]), float(occupied[-1])
            yield TargetAnswer(target, person, reference)


def _course(evaluation: Evaluation, weeks: Sequence[int]) -> CourseAnswer:
    """Every day that answers show, or the first days of the weeks alone."""
    setup, everything = evaluation.setup, evaluation.everything
    wanted = [DAYS_PER_WEEK * week for week in weeks]
    at = np.flatnonzero(np.isin(setup.days, wanted)) if weeks else np.arange(len(setup.days))
    placebo = setup.knowledge.parameters.H0 * everything["I_pl"][0]
    series = [_series(evaluation, key, symbol, at) for key, symbol in SERIES.items()]
    return CourseAnswer(setup.days[at].tolist(), placebo[at].tolist(), series)


def _series(evaluation: Evaluation, key: str, symbol: str, at: NDArray[np.intp]) -> SeriesAnswer:
    formula = evaluation.setup.model.formulas[symbol]
    person, reference = evaluation.everything[symbol][:2, at]
    interval = evaluation.intervals.get(symbol)
    ends = [interval.low[0], interval.high[0]] if interval else []
    shown = [numbers(each[at]) for each in ends] or [[], []]
    label = formula.label.removesuffix(" by day").removesuffix(", by day")
    return SeriesAnswer(key, label, formula.unit, numbers(person), numbers(reference), *shown)


def _station(station: Station, sources: list[SourceAnswer]) -> StationAnswer:
    return StationAnswer(
        station.key,
        station.label,
        station.at,
        station.layer,
        station.unit,
        _or_none(station.value),
        _or_none(station.reference_value),
        _or_none(station.ratio),
        _or_none(station.low),
        _or_none(station.high),
        _or_none(station.people_low),
        _or_none(station.people_high),
        station.status,
        station.formula,
        station.confidence,
        sources,
        list(station.genes),
    )


def source_answer(knowledge: Knowledge, number: Number) -> SourceAnswer:
    """A knowledge row as a source."""
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
    splits = [
        SplitAnswer(list(each.genes), each.kind, each.teaching_point, each.row)
        for each in found.splits
    ]
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
        rows=list(finding.rows),
    )
