"""The whole of a file, in one pass -> parts, each written as soon as it is full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from pgx.batches.errors import FileRefused
from pgx.batches.files import scratch_folder
from pgx.batches.intake.chunking import parts
from pgx.batches.intake.columns import LONG
from pgx.batches.intake.heading import read_heading
from pgx.batches.intake.lines import open_text
from pgx.batches.intake.long import long_parts
from pgx.batches.intake.marker_names import MarkerNames
from pgx.batches.intake.packing import Source, open_source
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.repeats import Repeats
from pgx.batches.intake.tables import tables
from pgx.batches.intake.understood import Understood
from pgx.batches.options import Options
from pgx.batches.parts import PartInfo, with_names
from pgx.science.knowledge import Knowledge

Write = Callable[[int, pa.Table], None]
Tell = Callable[[int], None]


def nothing(read: int) -> None:
    """Tell nobody."""


def cut(
    file: Path | BinaryIO,
    understood: Understood,
    options: Options,
    knowledge: Knowledge,
    write: Write,
    chunk_rows: int,
    tell: Tell = nothing,
) -> list[PartInfo]:
    """Write every row of a file to a part, and say what is to be known of each part.

    `write` is called once a part, in order; `tell` now and then with the bytes of the file
    that are read, and may raise to stop. Raises FileRefused for what is found late.
    """
    plan = Plan(understood.delimiter, understood.columns)

    def named(number: int, part: pa.Table) -> None:
        write(number, with_names(part, plan.names))

    with open_source(file) as source, scratch_folder() as name:
        rows = _rows(source, plan, options, knowledge, tell)
        if understood.layout == LONG:
            names = MarkerNames(plan, options, knowledge)
            found = _write_long(long_parts(rows, plan, names, Path(name), chunk_rows), named)
        else:
            found = _write_wide(parts(rows, plan.schema, chunk_rows), named, Path(name))
    if not found:
        raise header_only()
    return found


def header_only() -> FileRefused:
    """What is said of a file without rows."""
    message = "The file has a header and no row below it."
    return FileRefused(message, "Add one row a subject.", "header_only")


def _rows(
    source: Source, plan: Plan, options: Options, knowledge: Knowledge, tell: Tell
) -> Iterator[pa.Table]:
    """The tables of the file's rows, while telling how much is read."""
    _, texts = open_text(source)
    heading = read_heading(next(texts, b""), replace(options, delimiter=plan.delimiter), knowledge)
    for table in tables(chain(filter(None, [heading.rest]), texts), plan, heading.line):
        tell(source.consumed())
        yield table


def _write_wide(found: Iterator[pa.Table], write: Write, folder: Path) -> list[PartInfo]:
    repeats = Repeats(folder)
    for number, part in enumerate(found):
        write(number, part)
        repeats.add(part)
    return repeats.find()


def _write_long(found: Iterator[pa.Table], write: Write) -> list[PartInfo]:
    infos = []
    for number, part in enumerate(found):
        write(number, part)
        infos.append(PartInfo(number, len(part)))
    return infos
