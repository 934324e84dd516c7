"""Panels of one call -> the same table as of a class file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pgx.assessments.panels import Subject, check_panels
from pgx.assessments.question import Checked
from pgx.assessments.rows import evaluate_checked
from pgx.batches.exporters import Table, results_table
from pgx.batches.reading import SubjectRow
from pgx.knowledge import releases


def assess_panels(subjects: Sequence[Subject]) -> Table:
    """A header, then one line a subject and regimen; `line` is the place of the panel.

    Raises QuestionRefused and NoRelease as the answer in JSON does.
    """
    knowledge = releases.find(subjects[0].question.release)
    checked = check_panels(knowledge, subjects)
    return results_table(list(_rows(subjects, checked)), evaluate_checked(knowledge, checked))


def _rows(subjects: Sequence[Subject], checked: Sequence[Checked]) -> Iterator[SubjectRow]:
    for line, (each, asked) in enumerate(zip(subjects, checked, strict=True), 1):
        for regimen in asked.regimens:
            yield SubjectRow(
                line, each.subject, regimen, asked.genotypes, co_medications=asked.co_medications
            )
