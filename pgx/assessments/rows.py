"""Checked questions -> one evaluation, a row for each of their regimens: fast for many panels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pgx.assessments.question import Checked
from pgx.science.columns import Column
from pgx.science.evaluation import Depth, Evaluation, evaluate
from pgx.science.knowledge import Knowledge
from pgx.science.panel import read_panel


def evaluate_checked(
    knowledge: Knowledge, checked: Sequence[Checked], depth: Depth = "numbers"
) -> Evaluation:
    """Every regimen of every question, in their order."""
    rows = [(each, regimen) for each in checked for regimen in each.regimens]
    texts = {name: [one.genotypes.get(name, "") for one, _ in rows] for name in knowledge.markers}
    strands = {name: [one.orientation.get(name) for one, _ in rows] for name in knowledge.markers}
    return evaluate(
        knowledge,
        read_panel(knowledge, texts, strands, len(rows)),
        Column.of(regimen.drug for _, regimen in rows),
        np.array([regimen.dose_mg_per_day for _, regimen in rows], dtype=float),
        Column.of(one.co_medications for one, _ in rows),
        depth,
    )
