"""The one entry: panel + regimens + release -> Assessment. Every door calls `assess`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pgx import metrics
from pgx.assessments import results
from pgx.assessments.answer import Assessment, CallAnswer, ClassAnswer, ReleaseAnswer, ResultAnswer
from pgx.assessments.classes import class_answer, enzyme_answer
from pgx.assessments.draws import DrawsInTime
from pgx.assessments.question import Checked, Question, check
from pgx.assessments.reasons import about_any
from pgx.assessments.wording import counted
from pgx.knowledge import releases
from pgx.science.co_medications import effects_of, inhibitors
from pgx.science.columns import Column
from pgx.science.evaluation import Evaluation, evaluate, repeat
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Call, Panel, read_panel
from pgx.science.phenoconversion import convert
from pgx.science.recommendation import CATEGORIES, NOT_CHECKED, NOT_CHECKED_BESIDE


def assess(
    question: Question, draws: DrawsInTime | None = None, knowledge: Knowledge | None = None
) -> Assessment:
    """Answer a question; `draws` is the time that several questions share.

    `knowledge` answers in place of the release that the question names: a draft is no release,
    and no caller can name one. Raises QuestionRefused with every field at fault, and NoRelease
    where the release asked for is not loaded. A genotype that cannot be read is no error: its
    call says so.
    """
    knowledge = knowledge or releases.find(question.release)
    checked = check(knowledge, question)
    panel = read_checked(knowledge, checked)
    evaluations = list(_evaluations(knowledge, question, checked, panel))
    if question.draws and draws is None:
        draws = DrawsInTime(question.draws, len(evaluations))
    found = [
        each for evaluation in evaluations for each in results.results(evaluation, question, draws)
    ]
    metrics.ASSESSMENTS.labels(evaluations[0].depth).inc()
    return Assessment(
        release=ReleaseAnswer(knowledge.version, knowledge.sha256),
        calls=[_call(knowledge, column[0]) for column in panel.values()],
        classes=list(_classes(evaluations[0], checked)),
        results=sorted(found, key=_place),
        not_checked=NOT_CHECKED_BESIDE if checked.co_medications else NOT_CHECKED,
        co_medications=list(checked.co_medications),
        beside_every_drug=about_any(knowledge),
    )


def read_checked(knowledge: Knowledge, checked: Checked) -> Panel:
    """The panel of a checked question: one subject."""
    texts = {marker: [text] for marker, text in checked.genotypes.items()}
    return read_panel(knowledge, texts, checked.orientation, subjects=1)


def _evaluations(
    knowledge: Knowledge, question: Question, checked: Checked, panel: Panel
) -> list[Evaluation]:
    """One evaluation for all regimens, or one a regimen where everything is asked for."""
    regimens = checked.regimens
    depth = question.depth
    each = [list(regimens)] if depth == "summary" else [[regimen] for regimen in regimens]
    return [
        evaluate(
            knowledge,
            repeat(panel, len(some)),
            Column.of(regimen.drug for regimen in some),
            np.array([regimen.dose_mg_per_day for regimen in some], dtype=float),
            Column.constant(checked.co_medications, len(some)),
            depth,
            question.mechanism_reaches_symptoms,
        )
        for some in each
    ]


def _place(result: ResultAnswer) -> tuple[int, str, float]:
    """By guideline category, then name, then dose: never by a modelled effect."""
    place = CATEGORIES.index(result.recommendation.category)  # type: ignore[arg-type]
    return place, result.name, result.dose_mg_per_day


def _call(knowledge: Knowledge, call: Call) -> CallAnswer:
    marker = knowledge.markers[call.marker]
    alleles = dict.fromkeys(marker.by_allele[allele].row for allele in call.alleles)
    return CallAnswer(
        call.marker,
        marker.gene,
        marker.used_in_model,
        marker.why_not_modelled,
        call.given,
        call.status,
        call.genotype,
        ["/".join(reading) for reading in call.readings],
        call.reason,
        call.hint,
        [f"genes/{marker.gene}", f"markers/{marker.marker}", *alleles],
    )


def _classes(evaluation: Evaluation, checked: Checked) -> Iterator[ClassAnswer]:
    """The panel's classes beside its co-medications, whatever the drug."""
    knowledge = evaluation.setup.knowledge
    beside = effects_of(knowledge, "", checked.co_medications)
    for gene, column in evaluation.predicted.enzymes.items():
        yield enzyme_answer(knowledge, convert(knowledge, column[0], inhibitors(gene, beside)))
    for name, column in evaluation.phenotypes.modifiers.items():
        modifier = knowledge.modifiers[name]
        own = column[0].count
        count = modifier.reference_count if own is None else own
        used = f"{'the reference: ' if own is None else ''}{counted(modifier, count)}"
        yield class_answer(column[0], used)
