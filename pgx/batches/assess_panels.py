"""Panels of one call -> the same table as of a class file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pgx.assessments.panels import Subject, check_panels
from pgx.assessments.question import Checked
from pgx.batches.assess_file import assess_rows
from pgx.batches.exporters import Table, results_table
from pgx.batches.reading import SubjectRow
from pgx.knowledge import releases


def assess_panels(subjects: Sequence[Subject]) -> Table:
    """A header, then one line a subject and regimen; `line` is the place of the panel.

    Raises QuestionRefused and NoRelease as the answer in JSON does.
    """
    knowledge = releases.find(subjects[0].question.release)
    checked = check_panels(knowledge, subjects)
    rows = list(_rows(subjects, checked, knowledge.markers))
    strands = {
        marker: [checked[row.line - 1].orientation.get(marker) for row in rows]
        for marker in knowledge.markers
    }
    return results_table(rows, assess_rows(knowledge, rows, knowledge.markers, strands))


def _rows(
    subjects: Sequence[Subject], checked: Sequence[Checked], markers: Iterable[str]
) -> Iterator[SubjectRow]:
    for line, (each, asked) in enumerate(zip(subjects, checked, strict=True), 1):
        texts = {marker: asked.genotypes.get(marker, "") for marker in markers}
        for regimen in asked.regimens:
            yield SubjectRow(
                line, each.subject, regimen, texts, co_medications=asked.co_medications
            )
