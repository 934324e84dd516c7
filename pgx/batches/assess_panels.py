"""Panels of one call -> the same table as of a class file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pgx.assessments.panels import Subject, check_panels
from pgx.assessments.question import Checked
from pgx.assessments.rows import evaluate_checked
from pgx.batches.assessing import results_table
from pgx.batches.assessing.rows import Rows
from pgx.knowledge import releases
from pgx.science.columns import Column


def assess_panels(subjects: Sequence[Subject]) -> pa.Table:
    """One row a subject and regimen; `line` is the place of the panel.

    Raises QuestionRefused and NoRelease as the answer in JSON does.
    """
    knowledge = releases.find(subjects[0].question.release)
    checked = check_panels(knowledge, subjects)
    evaluation = evaluate_checked(knowledge, checked, "summary")
    names = Counter(each.subject for each in subjects)
    places = _places(checked)
    return results_table(
        Rows(
            pa.array([subjects[place].subject for place in places], pa.string()),
            np.array(places) + 1,
            np.array([names[subjects[place].subject] > 1 for place in places]),
            Column.of(checked[place].co_medications for place in places),
            evaluation,
        )
    )


def _places(checked: Sequence[Checked]) -> list[int]:
    """The panel of each row: one row a regimen."""
    return [place for place, each in enumerate(checked) for _ in each.regimens]
