"""A class data set in, results out: the same evaluation as everywhere, for many subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from pgx.assessments.question import Question, Regimen, check
from pgx.batches.reading import Reading, SubjectRow, read
from pgx.knowledge import releases
from pgx.science.columns import Column
from pgx.science.evaluation import Evaluation, evaluate
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Declared, Orientation, read_panel


@dataclass(frozen=True)
class Outcome:
    """What a file gave: what was read, and the evaluation of its usable rows, if any."""

    knowledge: Knowledge
    reading: Reading
    evaluation: Evaluation | None


def assess_file(
    stream: TextIO,
    default: Regimen | None = None,
    orientation: str | None = None,
    release: str | None = None,
) -> Outcome:
    """Assess every row of a wide genotype CSV.

    `default` is the regimen of rows that have none. Raises FileRefused where the file
    cannot be used, QuestionRefused where the options cannot, NoRelease where the release
    is not loaded.
    """
    knowledge = releases.find(release)
    regimens = (default,) if default else ()
    checked = check(knowledge, Question(orientation=orientation, regimens=regimens))
    reading = read(stream, knowledge, default)
    evaluation = _evaluate(knowledge, reading, checked.orientation) if reading.rows else None
    return Outcome(knowledge, reading, evaluation)


def assess_rows(
    knowledge: Knowledge,
    rows: Sequence[SubjectRow],
    markers: Iterable[str],
    orientation: Mapping[str, Declared],
) -> Evaluation:
    """Evaluate usable rows; `markers` are those that every row has a text for."""
    texts = {marker: [row.genotypes[marker] for row in rows] for marker in markers}
    panel = read_panel(knowledge, texts, orientation, len(rows))
    doses = np.array([row.regimen.dose_mg_per_day for row in rows], dtype=float)
    drugs = Column.of(row.regimen.drug for row in rows)
    beside = Column.of(row.co_medications for row in rows)
    return evaluate(knowledge, panel, drugs, doses, beside)


def _evaluate(
    knowledge: Knowledge, reading: Reading, orientation: Mapping[str, Orientation]
) -> Evaluation:
    strands = _strands(knowledge, reading, orientation)
    return assess_rows(knowledge, reading.rows, reading.header.markers.values(), strands)


def _strands(
    knowledge: Knowledge, reading: Reading, orientation: Mapping[str, Orientation]
) -> Mapping[str, Declared]:
    """The declared strand by marker: the row's own word before the file's."""
    own = [row.orientation for row in reading.rows]
    if not any(own):
        return orientation
    return {
        marker: [word or orientation.get(marker) for word in own] for marker in knowledge.markers
    }
