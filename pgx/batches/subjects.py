"""The subjects of a class file, a few at a time, as the questions that their rows ask.

Only the parts that hold them are read, never the whole file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pgx.assessments.errors import FieldError
from pgx.assessments.question import Question, check
from pgx.batches import storage
from pgx.batches.assessing.regimens import judge, read_orientation
from pgx.batches.header import CO_MEDICATIONS, DOSE, DRUG, ORIENTATION, SUBJECT
from pgx.batches.models import Batch
from pgx.batches.options import Options
from pgx.batches.parts import AND_ALSO, FAULT, LINE
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Call, Orientation, read_calls


@dataclass(frozen=True)
class Found:
    """A row: where it begins in the file, whose it is, and its question; none if it has faults."""

    line: int
    subject: str
    question: Question | None


@dataclass(frozen=True)
class Subjects:
    """The rows of a complete class file."""

    batch: Batch

    @cached_property
    def knowledge(self) -> Knowledge:
        """The release with which the file was assessed."""
        return releases.find(self.batch.release_version)

    @cached_property
    def options(self) -> Options:
        """What its owner chose for the file."""
        return Options.of_json(self.batch.options)

    @cached_property
    def _parts(self) -> list[tuple[str, int]]:
        return list(self.batch.chunks.order_by("number").values_list("source", "rows"))

    def __len__(self) -> int:
        return sum(rows for _source, rows in self._parts)

    def __getitem__(self, wanted: slice) -> list[Found]:
        """The rows from one place of the file to another."""
        first, last, _step = wanted.indices(len(self))
        found: list[Found] = []
        for source, rows in self._parts:
            if first < rows and last > 0:
                begin = max(0, first)
                table = storage.read_table(source).slice(begin, min(last, rows) - begin)
                found += self._read(table)
            first, last = first - rows, last - rows
        return found

    def named(self, subject: str, most: int) -> list[Found]:
        """The first rows of one subject: the column of subjects tells which parts are read."""
        found: list[Found] = []
        for source, _rows in self._parts:
            if len(found) < most:
                is_it = pc.equal(storage.read_column(source, SUBJECT), subject)
                places = pc.indices_nonzero(is_it)[: most - len(found)]
                found += self._read(storage.read_table(source).take(places)) if len(places) else []
        return found

    def _read(self, table: pa.Table) -> list[Found]:
        of_file = check(self.knowledge, self.options.question()).orientation
        return [
            Found(row[LINE], row[SUBJECT], self._question(row, of_file))
            for row in table.to_pylist()
        ]

    def _question(
        self, row: Mapping[str, Any], of_file: Mapping[str, Orientation]
    ) -> Question | None:
        """What the row asks, as the assessment of the file read it."""
        texts = (row.get(each, "") for each in (DRUG, DOSE, CO_MEDICATIONS))
        asked = judge(self.knowledge, self.options, *texts)
        own = read_orientation(row.get(ORIENTATION, ""))
        if row[FAULT] is not None or asked.errors or isinstance(own, FieldError):
            return None
        cells = {name: row[name] for name in self.knowledge.markers if row.get(name)}
        calls = {
            name: read_calls(
                self.knowledge.markers[name], text.split(AND_ALSO), own or of_file.get(name)
            )
            for name, text in cells.items()
        }
        tested = [each for each in calls.values() if each.status != "not tested"]
        panel, orientation = _panel(tested, {own or of_file.get(each.marker) for each in tested})
        release = self.batch.release_version
        return Question(panel, orientation, asked.regimens, release, asked.co_medications)


def _panel(
    calls: list[Call], strands: set[Orientation | None]
) -> tuple[dict[str, str], Orientation | None]:
    """Genotypes as given, with their strand; where markers have several, those that were read."""
    if len(strands) <= 1:
        return {each.marker: each.given for each in calls}, next(iter(strands), None)
    called = [each for each in calls if each.status == "called"]
    return {each.marker: each.genotype for each in called}, "literature"
