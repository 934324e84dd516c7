"""A class file in, results out, in this process: for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from pgx.batches.assessing import (
    Assessed,
    assess_part,
    csv_blocks,
    errors_table,
    merge,
    render_csv,
    results_schema,
)
from pgx.batches.files import scratch_folder, written_whole
from pgx.batches.intake import Understood, cut, refuse_no_drug, understand
from pgx.batches.options import Options, checked
from pgx.batches.parts import PartInfo
from pgx.science.knowledge import Knowledge

Tell = Callable[[float], None]  # how much of the work is done, from 0 to 1
Write = Callable[[pa.Table], None]
READING = 0.5  # the share of the work that reading is taken to be
PARQUET = ".parquet"


class NoUsableRow(Exception):
    """No row can be assessed: the errors are written, and no results are."""


@dataclass(frozen=True)
class Outcome:
    """What a file gave: what was understood of it, and the counts of all its parts."""

    understood: Understood
    summary: Mapping[str, Any]


def assess_file(
    file: Path,
    options: Options,
    knowledge: Knowledge,
    outputs: Sequence[Path],
    errors: Path,
    tell: Tell = lambda share: None,
) -> Outcome:
    """Assess a file and write its results (CSV, or Parquet by the name) and its errors.

    Raises FileRefused and QuestionRefused before anything is written, and NoUsableRow.
    """
    options = checked(knowledge, options)
    understood = understand(file, options, knowledge)
    refuse_no_drug(understood, options)
    size = max(1, file.stat().st_size)
    with scratch_folder() as name:

        def place(number: int) -> Path:
            return Path(name) / f"{number}{PARQUET}"

        infos = cut(
            *(file, understood, options, knowledge),
            lambda number, part: pq.write_table(part, place(number)),
            settings.BATCH_CHUNK_ROWS,
            lambda done: tell(READING * min(1.0, done / size)),
        )
        parts = _assessed(infos, place, options, knowledge, tell)
        return Outcome(understood, _write(parts, knowledge, outputs, errors))


def _assessed(
    infos: Sequence[PartInfo],
    place: Callable[[int], Path],
    options: Options,
    knowledge: Knowledge,
    tell: Tell,
) -> Iterator[Assessed]:
    """Each part assessed, in order."""
    for done, info in enumerate(infos, 1):
        part = pq.read_table(place(info.number))
        yield assess_part(part, info.is_repeated(), options, knowledge)
        tell(READING + (1 - READING) * done / len(infos))


def _write(
    parts: Iterator[Assessed], knowledge: Knowledge, outputs: Sequence[Path], errors: Path
) -> dict[str, Any]:
    """Write the files; the counts. Raises NoUsableRow once the errors are written."""
    with written_whole(errors) as stream:
        stream.write(render_csv(errors_table([])))
        with suppress(NoUsableRow), ExitStack() as stack:
            writers = [stack.enter_context(_writer(path, knowledge)) for path in outputs]
            return _write_parts(parts, writers, stream)
    raise NoUsableRow


def _write_parts(
    parts: Iterator[Assessed], writers: Sequence[Write], errors: BinaryIO
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for each in parts:
        for write in writers:
            write(each.results)
        errors.write(render_csv(each.errors, header=False))
        merged = merge([merged, each.summary])
    if not merged["results"]:
        raise NoUsableRow
    return merged


@contextmanager
def _writer(path: Path, knowledge: Knowledge) -> Iterator[Write]:
    """What adds a table to a file of results, in the form that its name says."""
    schema = results_schema(knowledge)
    with written_whole(path) as stream:
        if path.suffix == PARQUET:
            with pq.ParquetWriter(stream, schema) as writer:
                yield writer.write_table
        else:
            stream.write(render_csv(schema.empty_table()))
            yield lambda table: stream.writelines(csv_blocks(table, header=False))
