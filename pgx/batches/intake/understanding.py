"""The head of a file -> what was understood of it, before anything is run."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from pgx.assessments.errors import nearest
from pgx.batches.intake.columns import LONG, Column, read_columns
from pgx.batches.intake.cutting import header_only
from pgx.batches.intake.first import first_rows
from pgx.batches.intake.grouping import group
from pgx.batches.intake.heading import Heading, read_heading
from pgx.batches.intake.lines import open_text
from pgx.batches.intake.marker_names import MarkerNames
from pgx.batches.intake.naming import meaning
from pgx.batches.intake.packing import Source, open_source, refuse_unpacked
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.tables import read_block
from pgx.batches.intake.understood import Understood
from pgx.batches.options import Options, checked
from pgx.science.knowledge import Knowledge

MOST_NAMES = 100  # of markers of a long file that are shown


def understand(file: Path | BinaryIO, options: Options, knowledge: Knowledge) -> Understood:
    """Look at the head of a file.

    Raises FileRefused where it cannot be used, QuestionRefused where the options cannot.
    """
    options = checked(knowledge, options)
    with open_source(file) as source:
        encoding, texts = open_text(source)
        heading = read_heading(next(texts, b""), options, knowledge)
        layout, columns = read_columns(heading.cells, knowledge, options)
        unpacked = _unpacked(source)
        plan = Plan(heading.delimiter, columns)
        names = MarkerNames(plan, options, knowledge)
        rows = _rows(source, heading, plan, names if layout == LONG else None)
        markers = names.found if layout == LONG else tuple(each.meaning for each in columns)
        return Understood(
            compression=source.compression,
            encoding=encoding,
            delimiter=heading.delimiter,
            layout=layout,
            columns=columns,
            expected_rows=round(len(rows) * unpacked / source.given),
            is_exact=source.has_ended,
            bytes_unpacked=unpacked,
            markers_missing=tuple(each for each in knowledge.markers if each not in markers),
            first=first_rows(rows, options, knowledge),
            marker_names=_marker_names(names, options, knowledge),
        )


def _unpacked(source: Source) -> int:
    """The bytes of the whole file; of gzip an estimate, where more follows.

    Raises FileRefused for more than are read.
    """
    if source.has_ended:
        return source.given
    if source.unpacked is None:
        size = round(source.given * source.size / max(1, source.consumed()))
    else:
        size = source.unpacked
    if source.compression:
        refuse_unpacked(size)
    return size


def _rows(source: Source, heading: Heading, plan: Plan, names: MarkerNames | None) -> pa.Table:
    """The rows of the file's head, a row a subject. Raises FileRefused for none."""
    if not heading.rest.strip():
        raise header_only()
    rows, _ = read_block(heading.rest, plan, heading.line, source.has_ended)
    if names is None:
        return rows
    lines = names.resolve(rows)
    return group(lines, plan, names.found)


def _marker_names(names: MarkerNames, options: Options, knowledge: Knowledge) -> tuple[Column, ...]:
    """The first names in a long file's marker column, with what they mean."""
    found = []
    for name in names.names[:MOST_NAMES]:
        marker = meaning(knowledge, name, options.columns)
        marker = marker if marker in knowledge.markers else ""
        found.append(Column(name, marker, "" if marker else nearest(name, knowledge.markers)))
    return tuple(found)
